/** Blocks of counts in, evidence and verdict out; pure functions. */
@NullMarked
package io.dimmer.judge;

import org.jspecify.annotations.NullMarked;
