/** For those who write a backend: the one interface to implement, found by {@link java.util.ServiceLoader}. */
@NullMarked
package dev.hvsdk.spi;

import org.jspecify.annotations.NullMarked;
