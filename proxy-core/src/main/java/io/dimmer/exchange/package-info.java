/** The facts of one request, and the rule that it ends exactly once. */
@NullMarked
package io.dimmer.exchange;

import org.jspecify.annotations.NullMarked;
