/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The way in to the assertions on what the SDK gives, of fakes and of real hosts.
 *
 * <pre>{@code
 * assertThat(host).guest("web").isRunning().hasVcpus(4);
 * assertThat(guest.start()).failsWith(HypervisorException.WrongState.class);
 * }</pre>
 *
 * <p>Import it statically beside {@link org.assertj.core.api.Assertions#assertThat}; the types do not overlap. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HypervisorAssertions {
    private HypervisorAssertions() {}

    /** Begins assertions on a host. */
    public static HypervisorAssert assertThat(@Nullable Hypervisor actual) {
        return new HypervisorAssert(actual);
    }

    /** Begins assertions on a guest as it is now. */
    public static GuestAssert assertThat(@Nullable Guest actual) {
        return new GuestAssert(actual);
    }

    /** Begins assertions on a reading of a guest. */
    public static GuestInfoAssert assertThat(@Nullable GuestInfo actual) {
        return new GuestInfoAssert(actual);
    }

    /** Begins assertions on a listing of guests. */
    public static GuestListingAssert assertThat(@Nullable GuestListing actual) {
        return new GuestListingAssert(actual);
    }

    /** Begins assertions on an event. */
    public static EventAssert assertThat(@Nullable HypervisorEvent actual) {
        return new EventAssert(actual);
    }

    /** Begins assertions on a device. */
    public static PassthroughDeviceAssert assertThat(@Nullable PassthroughDevice actual) {
        return new PassthroughDeviceAssert(actual);
    }

    /** Begins assertions on the report on a feature. */
    public static FeatureReportAssert assertThat(@Nullable FeatureReport actual) {
        return new FeatureReportAssert(actual);
    }

    /** Begins assertions on a layer of virtualization. */
    public static VirtualizationLayerAssert assertThat(@Nullable VirtualizationLayer actual) {
        return new VirtualizationLayerAssert(actual);
    }

    /** Begins assertions on an operation. */
    public static <T> OperationAssert<T> assertThat(@Nullable Operation<T> actual) {
        return new OperationAssert<>(actual);
    }

    /** Begins assertions on the answer whether something is available. */
    public static <C> SupportAssert<C> assertThat(@Nullable Support<C> actual) {
        return new SupportAssert<>(actual, "it");
    }

    /** Begins assertions on the events that a listener got, as they are now. */
    public static EventsAssert assertThatEvents(Collection<? extends HypervisorEvent> actual) {
        return new EventsAssert(List.copyOf(actual));
    }
}
