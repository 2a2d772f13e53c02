/** How a version on trial is guarded. */
@NullMarked
package io.dimmer.config.rollout;

import org.jspecify.annotations.NullMarked;
