/** What admin answers, and how: JSON, text, problems. */
@NullMarked
package io.dimmer.admin.answer;

import org.jspecify.annotations.NullMarked;
