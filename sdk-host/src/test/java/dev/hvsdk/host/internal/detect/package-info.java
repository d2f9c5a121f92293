@NullMarked
package dev.hvsdk.host.internal.detect;

import org.jspecify.annotations.NullMarked;
