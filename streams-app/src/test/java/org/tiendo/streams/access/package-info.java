/** Tests of what a token is worth. */
package org.tiendo.streams.access;
