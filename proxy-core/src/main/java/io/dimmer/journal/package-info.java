/** State that survives a restart: one small store behind one interface. */
@NullMarked
package io.dimmer.journal;

import org.jspecify.annotations.NullMarked;
