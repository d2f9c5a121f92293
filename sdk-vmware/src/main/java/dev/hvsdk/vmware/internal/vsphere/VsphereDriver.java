/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.driver.HostDriver;
import dev.hvsdk.spi.support.CapabilityTable;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.vmware.internal.session.ObjectContent;
import dev.hvsdk.vmware.internal.soap.Element;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A vCenter or an ESXi host on one connection. Thread-safe. */
final class VsphereDriver implements HostDriver {
    private final Vsphere vsphere;
    private final HypervisorInfo info;
    private final CapabilityTable<HostContext, GuestContext> capabilities;

    VsphereDriver(Vsphere vsphere, HypervisorInfo info) {
        this.vsphere = vsphere;
        this.info = info;
        this.capabilities = VsphereOffers.of(vsphere);
    }

    @Override
    public HypervisorInfo info() {
        return info;
    }

    @Override
    public HostInfo machine() {
        return new Machines(vsphere).read(vsphere.errors("read host"));
    }

    @Override
    public GuestListing list(GuestQuery query) {
        List<Listed> all = vsphere.properties()
                .all(
                        Vsphere.GUEST,
                        GuestReading.PATHS,
                        vsphere.errors("list guests"),
                        content -> Optional.of(Listed.of(content, vsphere)));
        return GuestListing.of(
                all.stream()
                        .flatMap(one -> one.guest().stream())
                        .filter(query::matches)
                        .toList(),
                all.stream().flatMap(one -> one.unreadable().stream()).toList());
    }

    @Override
    public GuestInfo read(GuestId id) {
        ErrorFactory about = vsphere.errors("read", id);
        return GuestReading.of(content(id, about), about);
    }

    private ObjectContent content(GuestId id, ErrorFactory about) {
        return vsphere.properties().of(Vsphere.guest(id), about, GuestReading.PATHS.toArray(String[]::new));
    }

    @Override
    public List<PassthroughDevice> devices() {
        return new PciDevices(vsphere, vsphere.errors("list devices"))
                .list().stream().map(HostDevice::device).toList();
    }

    @Override
    public GuestId create(GuestSpec spec, OperationSource<?> source) {
        ErrorFactory about = vsphere.errors("define").subject(spec.toString());
        return new Creation(vsphere, about).create(spec, source);
    }

    /** The server would let a suspended guest go on. */
    @Override
    public void start(GuestId id) {
        act(id, "start", "PowerOnVM_Task", GuestState.STOPPED);
    }

    @Override
    public void askToShutDown(GuestId id) {
        ask(id, "shutdown", "ShutdownGuest");
    }

    @Override
    public void stop(GuestId id) {
        act(id, "stop", "PowerOffVM_Task", GuestState.RUNNING, GuestState.PAUSED);
    }

    /** The memory goes to disk, and stays there over a power failure. */
    @Override
    public void pause(GuestId id) {
        act(id, "pause", "SuspendVM_Task", GuestState.RUNNING);
    }

    @Override
    public void resume(GuestId id) {
        act(id, "resume", "PowerOnVM_Task", GuestState.PAUSED);
    }

    @Override
    public void reboot(GuestId id) {
        ask(id, "reboot", "RebootGuest");
    }

    @Override
    public void remove(GuestId id) {
        new Removal(vsphere, Vsphere.guest(id), vsphere.errors("undefine", id)).run();
    }

    private void act(GuestId id, String operation, String method, GuestState... states) {
        ErrorFactory about = vsphere.errors(operation, id);
        require(id, about, states);
        vsphere.tasks().run(Vsphere.guest(id), method, about);
    }

    private Element ask(GuestId id, String operation, String method) {
        ErrorFactory about = vsphere.errors(operation, id);
        require(id, about, GuestState.RUNNING);
        return vsphere.session().call(Vsphere.guest(id), method, about);
    }

    private void require(GuestId id, ErrorFactory about, GuestState... states) {
        GuestState state = GuestReading.state(content(id, about), about);
        if (!Set.of(states).contains(state)) {
            throw about.wrongState("it is " + state.id());
        }
    }

    @Override
    public void watch(EventBus events) {
        Watcher.start(vsphere, () -> list(GuestQuery.all()), events);
    }

    @Override
    public CapabilityTable<HostContext, GuestContext> capabilities() {
        return capabilities;
    }
}
