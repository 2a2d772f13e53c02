/** The proxy as the demo meets it: a configuration file, a child process, ports, and what the admin port says. */
@NullMarked
package io.dimmer.loadtest.demo.proxy;

import org.jspecify.annotations.NullMarked;
