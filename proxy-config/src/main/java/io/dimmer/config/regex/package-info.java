/** Regular expressions that take linear time. */
@NullMarked
package io.dimmer.config.regex;

import org.jspecify.annotations.NullMarked;
