/**
 * Who may come in: tells from a bearer token who asks and which units are theirs, or refuses with a named reason. Why
 * apart from serving: what a token is worth is decided here without knowing any path, and serving decides what to show
 * without knowing any token.
 */
@NullMarked
package org.tiendo.streams.access;

import org.jspecify.annotations.NullMarked;
