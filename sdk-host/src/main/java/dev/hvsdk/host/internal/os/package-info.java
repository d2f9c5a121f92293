/**
 * The machine by native calls: what the JDK has no method for. Nothing here knows of the rest of the SDK, and no class of JNA
 * is loaded before an answer needs it.
 */
@NullMarked
package dev.hvsdk.host.internal.os;

import org.jspecify.annotations.NullMarked;
