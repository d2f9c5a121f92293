/**
 * A backend by what is special in it: one {@link dev.hvsdk.spi.driver.HostDriver} a kind of host, under one hypervisor and one guest.
 *
 * <p>{@link dev.hvsdk.spi.driver.DriverHypervisor} does what all backends do alike: it checks that the connection is open and may
 * change something, runs changes as operations, waits for a guest that was asked to shut down, and subscribes at the first listener.
 *
 * <pre>{@code
 * public Hypervisor open(ConnectSpec spec) {
 *     return DriverHypervisor.open(spec, "acme", context -> new AcmeDriver(context));
 * }
 * }</pre>
 */
@NullMarked
package dev.hvsdk.spi.driver;

import org.jspecify.annotations.NullMarked;
