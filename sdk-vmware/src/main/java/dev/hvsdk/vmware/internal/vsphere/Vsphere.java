/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.session.Properties;
import dev.hvsdk.vmware.internal.session.Session;
import dev.hvsdk.vmware.internal.session.Tasks;
import dev.hvsdk.vmware.internal.soap.ManagedRef;

/**
 * A server with all that is needed to ask it and to change it. Immutable.
 *
 * @param session the login
 * @param properties reads
 * @param tasks changes
 */
record Vsphere(Session session, Properties properties, Tasks tasks) {
    /** The type of guests. */
    static final String GUEST = "VirtualMachine";

    static Vsphere of(Session session, int tasksAtOnce) {
        Properties properties = new Properties(session);
        return new Vsphere(session, properties, new Tasks(session, properties, tasksAtOnce));
    }

    /** A guest by the id that the API knows: the value of its reference. */
    static ManagedRef guest(GuestId id) {
        return new ManagedRef(GUEST, id.value());
    }

    /** One reading of a guest; throws NotFound if it is not there. */
    GuestInfo read(GuestId id, ErrorFactory about) {
        return GuestReading.of(properties.of(guest(id), about, GuestReading.PATHS.toArray(String[]::new)), about);
    }

    HostContext context() {
        return session.context();
    }

    ErrorFactory errors(String operation) {
        return context().errors(operation);
    }

    ErrorFactory errors(String operation, GuestId id) {
        return errors(operation).subject("guest " + id);
    }
}
