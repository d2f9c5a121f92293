/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.internal.cfg.PciSpec;
import dev.hvsdk.xen.internal.dom0.KeptDevices;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The lines {@code pci = [...]} in the files of guests. Thread-safe. */
final class FileDevices implements KeptDevices {
    private static final String KEY = "pci";

    private final XlDriver driver;

    FileDevices(XlDriver driver) {
        this.driver = driver;
    }

    @Override
    public Optional<Set<PciAddress>> of(ErrorFactory errors, GuestId guest) {
        return driver.entry(errors, guest).definition().map(FileDevices::addresses);
    }

    private static Set<PciAddress> addresses(Survey.Definition definition) {
        return definition.file().texts(KEY).stream()
                .map(PciSpec::parse)
                .map(PciSpec::address)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<String> otherOwner(ErrorFactory errors, GuestId guest, PciAddress address) {
        return driver.folder().survey(errors).all().stream()
                .filter(entry -> !entry.id().equals(guest))
                .filter(entry -> entry.definition()
                        .filter(file -> addresses(file).contains(address))
                        .isPresent())
                .map(Entry::name)
                .findFirst();
    }

    @Override
    public void change(ErrorFactory errors, GuestId guest, PciAddress address, boolean isGiven) {
        Entry entry = driver.entry(errors, guest);
        boolean hasIt = entry.definition()
                .filter(file -> addresses(file).contains(address))
                .isPresent();
        if (hasIt != isGiven) {
            UnaryOperator<List<String>> change = isGiven
                    ? PartChange.adding(new PciSpec(address, false, Map.of()).written())
                    : PartChange.removing(text -> PciSpec.parse(text).address().equals(address));
            new PartChange(driver, errors, entry, KEY).apply(List.of(), List.of(), change);
        }
    }

    @Override
    public void alone(GuestId guest, Runnable change) {
        driver.locked(guest, change);
    }
}
