/** How a detection came to its answer: each signal that was seen, what it weighs, and what became of it by which rule. */
@NullMarked
package dev.hvsdk.host.signal;

import org.jspecify.annotations.NullMarked;
