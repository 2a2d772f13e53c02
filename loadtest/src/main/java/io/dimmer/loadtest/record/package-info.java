/** Two histograms for each label: from the planned moment and from the sending; how requests ended; how late the generator was. */
@NullMarked
package io.dimmer.loadtest.record;

import org.jspecify.annotations.NullMarked;
