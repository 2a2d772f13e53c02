/** What is in force for a service, as values; what a command makes of it, as pure decisions. */
@NullMarked
package io.dimmer.control.state;

import org.jspecify.annotations.NullMarked;
