/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/** Disks and network cards, in the domain while it runs and in its file. Thread-safe. */
final class XlHardware implements VirtualHardware {
    private static final Set<GuestState> CHANGEABLE = Set.of(GuestState.STOPPED, GuestState.RUNNING, GuestState.PAUSED);

    private final GuestContext guest;
    private final XlDriver driver;

    XlHardware(GuestContext guest, XlDriver driver) {
        this.guest = guest;
        this.driver = driver;
    }

    @Override
    public List<GuestDisk> disks() {
        return entry("list disks").hardware().disks().stream()
                .map(HardwareReading::disk)
                .toList();
    }

    /** One without an address in its file cannot be named by it, and is left out until the guest runs. */
    @Override
    public List<GuestNic> nics() {
        Entry entry = entry("list interfaces");
        return entry.hardware().cards().stream()
                .flatMap(card -> HardwareReading.nic(card, entry.domain()).stream())
                .toList();
    }

    private Entry entry(String operation) {
        guest.host().state().checkOpen();
        return driver.entry(guest.errors(operation), guest.id());
    }

    @Override
    public Operation<GuestDisk> attachDisk(DiskSpec spec) {
        return change("attach disk", (errors, survey) -> {
            var disk = disk(errors, survey).attach(spec);
            return HardwareReading.disk(disk);
        });
    }

    @Override
    public Operation<GuestDisk> detachDisk(String target) {
        return change("detach disk", (errors, survey) -> {
            var disk = disk(errors, survey).detach(target);
            return HardwareReading.disk(disk);
        });
    }

    @Override
    public Operation<GuestNic> attachNic(NicSpec spec) {
        return change(
                "attach interface", (errors, survey) -> nic(card(errors, survey).attach(spec)));
    }

    @Override
    public Operation<GuestNic> detachNic(String mac) {
        return change(
                "detach interface", (errors, survey) -> nic(card(errors, survey).detach(mac)));
    }

    private DiskChange disk(ErrorFactory errors, Survey survey) {
        return new DiskChange(driver, errors, survey, XlDriver.entry(errors, survey, guest.id()));
    }

    private NicChange card(ErrorFactory errors, Survey survey) {
        return new NicChange(driver, errors, XlDriver.entry(errors, survey, guest.id()));
    }

    private static GuestNic nic(Hardware.Card card) {
        return HardwareReading.nic(card, Optional.empty()).orElseThrow();
    }

    private <T> Operation<T> change(String operation, BiFunction<ErrorFactory, Survey, T> work) {
        guest.host().state().checkOpen();
        return guest.change(operation, source -> {
            AtomicReference<T> done = new AtomicReference<>();
            driver.aloneAmongAll(
                    operation, guest.id(), CHANGEABLE, (errors, survey) -> done.set(work.apply(errors, survey)));
            return done.get();
        });
    }
}
