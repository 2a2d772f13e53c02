/** The names and the values of the configuration: services, versions, weights, percentages, sizes, networks. */
@NullMarked
package io.dimmer.config.value;

import org.jspecify.annotations.NullMarked;
