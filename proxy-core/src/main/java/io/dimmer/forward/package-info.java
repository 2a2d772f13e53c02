/** One attempt over one lease: header rules and the body with back-pressure. */
@NullMarked
package io.dimmer.forward;

import org.jspecify.annotations.NullMarked;
