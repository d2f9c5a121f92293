/**
 * The API: a connection to a host ({@link dev.hvsdk.api.Hypervisor}), a handle on a guest ({@link dev.hvsdk.api.Guest}),
 * readings that never change, work under way ({@link dev.hvsdk.api.Operation}), events, and the eight errors.
 */
@NullMarked
package dev.hvsdk.api;

import org.jspecify.annotations.NullMarked;
