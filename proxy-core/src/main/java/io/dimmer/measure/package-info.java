/** Listens to exchanges: a recorder for each event loop and version, evidence, meters. */
@NullMarked
package io.dimmer.measure;

import org.jspecify.annotations.NullMarked;
