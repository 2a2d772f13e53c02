/** The letters of HTTP/1: character classes, field lines, authorities, and the fields that mean something to a proxy. */
@NullMarked
package io.dimmer.wire.grammar;

import org.jspecify.annotations.NullMarked;
