/** What clients may cost: the rules of each listener, who is let in, and what was refused because of them. */
@NullMarked
package io.dimmer.listen.limit;

import org.jspecify.annotations.NullMarked;
