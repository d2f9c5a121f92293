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
import java.util.Set;
import java.util.function.Function;

/**
 * One guest, as its capabilities ask and change it. Immutable.
 *
 * @param vsphere the server
 * @param context the guest
 */
record OneGuest(Vsphere vsphere, GuestContext context) {
    ManagedRef ref() {
        return Vsphere.guest(context.id());
    }

    ErrorFactory errors(String operation) {
        return context.errors(operation);
    }

    ObjectContent read(ErrorFactory about, String... paths) {
        return vsphere.properties().of(ref(), about, paths);
    }

    GuestState state(ErrorFactory about) {
        return GuestReading.state(read(about, GuestReading.POWER), about);
    }

    void require(ErrorFactory about, GuestState... states) {
        GuestState state = state(about);
        if (!Set.of(states).contains(state)) {
            throw about.wrongState("it is " + state.id());
        }
    }

    /** Has a task of the guest done. */
    Element run(String method, OperationSource<?> source, ErrorFactory about, Element... arguments) {
        return vsphere.tasks().run(ref(), method, source, about, arguments);
    }

    <T> Operation<T> change(String operation, Function<? super OperationSource<T>, ? extends T> work) {
        return context.change(operation, work);
    }

    GuestInfo info() {
        return context.info();
    }
}
