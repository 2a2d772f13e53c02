/** The formulas of the judge: numbers in, numbers out. */
@NullMarked
package io.dimmer.judge.formula;

import org.jspecify.annotations.NullMarked;
