/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.List;
import java.util.function.Function;

/**
 * One guest and its server, as the capabilities use them. Immutable.
 *
 * @param vsphere the server
 * @param context the guest
 */
record Machine(Vsphere vsphere, GuestContext context) {
    ManagedRef ref() {
        return Vsphere.guest(context.id());
    }

    ErrorFactory errors(String operation) {
        return context.errors(operation);
    }

    <T> Operation<T> change(String operation, Function<? super OperationSource<T>, ? extends T> work) {
        return context.change(operation, work);
    }

    GuestInfo info() {
        return context.info();
    }

    ObjectContent read(String operation, String... paths) {
        return read(errors(operation), paths);
    }

    ObjectContent read(ErrorFactory about, String... paths) {
        return vsphere.properties().of(ref(), about, paths);
    }

    /** Has the guest's hardware and limits changed; the parts in the order of {@code VirtualMachineConfigSpec}. */
    void reconfigure(OperationSource<?> source, ErrorFactory about, Element... parts) {
        Element ignored = vsphere.tasks().run(ref(), "ReconfigVM_Task", source, about, Element.of("spec", parts));
    }

    GuestState state(String operation) {
        return GuestReading.state(read(operation, GuestReading.POWER), errors(operation));
    }

    /** Throws WrongState unless it is in one of these states. */
    void require(String operation, GuestState... states) {
        GuestState state = state(operation);
        if (!List.of(states).contains(state)) {
            throw errors(operation).wrongState("it is " + state.id());
        }
    }
}
