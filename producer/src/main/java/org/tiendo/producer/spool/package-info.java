/**
 * Keeps reports on this machine's disk until somebody else has them: each is written to append-only files before it is
 * sent, and goes out in the background, so that neither a line that is down nor a process that is killed loses one. The
 * files need no registry to be read. Why files of our own: a queue in memory dies with the process, and an embedded
 * database is a large thing to put into other people's programs.
 */
@NullMarked
package org.tiendo.producer.spool;

import org.jspecify.annotations.NullMarked;
