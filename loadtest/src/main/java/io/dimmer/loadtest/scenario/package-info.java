/** Stories with an expected end, each with its twin in which the fault is switched off, played against a real proxy. */
@NullMarked
package io.dimmer.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
