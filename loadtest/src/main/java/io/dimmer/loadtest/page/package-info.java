/** The report as one page that needs nothing but itself: sentence, tables, charts. */
@NullMarked
package io.dimmer.loadtest.page;

import org.jspecify.annotations.NullMarked;
