/** The demo: starts the proxy as a child process through the same run as a user, drives it and watches it over its ports. */
@NullMarked
package io.dimmer.loadtest.demo;

import org.jspecify.annotations.NullMarked;
