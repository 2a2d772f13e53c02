/** Trials over ticks: which version is watched, what its trial is told, what follows from its verdict. */
@NullMarked
package io.dimmer.control.guard;

import org.jspecify.annotations.NullMarked;
