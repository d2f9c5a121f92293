/** Quantities with their units: sizes of memory and rates of transfer, so that no bare number has to be guessed at. */
@NullMarked
package dev.hvsdk.api.unit;

import org.jspecify.annotations.NullMarked;
