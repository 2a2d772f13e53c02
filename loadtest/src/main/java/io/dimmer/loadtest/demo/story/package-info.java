/** What the demo tells: counted from the answers that users saw, in words first and figures after. */
@NullMarked
package io.dimmer.loadtest.demo.story;

import org.jspecify.annotations.NullMarked;
