/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import dev.hvsdk.host.internal.cpu.InstructionSet;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostDirectory;
import dev.hvsdk.host.root.HostFiles;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The IOMMU of a host: the tables by which its firmware announces one, the units that the kernel found, and the groups of devices
 * that it isolates. Immutable.
 */
public final class Iommu {
    /** Where the kernel shows the firmware's tables. */
    public static final String TABLES = "/sys/firmware/acpi/tables";

    /** Where the kernel shows the units that it took up. */
    public static final String UNITS = "/sys/class/iommu";

    /** Where the kernel shows which devices are isolated together. */
    public static final String GROUPS = "/sys/kernel/iommu_groups";

    private static final String FUNCTIONS = "/sys/bus/pci/devices";

    private final Fact<List<String>> tables;
    private final List<String> units;
    private final Set<String> groups;

    private Iommu(Fact<List<String>> tables, List<String> units, Set<String> groups) {
        this.tables = tables;
        this.units = units;
        this.groups = groups;
    }

    /** Reads what a host shows. */
    public static Iommu read(HostFiles files) {
        List<String> units = files.list(UNITS).value().orElse(List.of());
        return new Iommu(files.list(TABLES), units, groups(files));
    }

    private static Set<String> groups(HostFiles files) {
        Predicate<String> isReal = isMadeUp(files).negate();
        return files.list(GROUPS)
                .value()
                .map(Collection::stream)
                .orElseGet(() -> linkedGroups(files))
                .filter(isReal)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A tree that was trimmed by hand may hold the links of the devices and not what they point to. */
    private static Stream<String> linkedGroups(HostFiles files) {
        HostDirectory functions = files.directory(FUNCTIONS);
        return files.list(FUNCTIONS).value().orElse(List.of()).stream()
                .flatMap(name -> functions.directory(name).linkName("iommu_group").stream());
    }

    /** Without an IOMMU, vfio can make groups up that isolate nothing and says so by their name (drivers/vfio/group.c). */
    private static Predicate<String> isMadeUp(HostFiles files) {
        boolean possible = files.attribute("/sys/module/vfio/parameters/enable_unsafe_noiommu_mode")
                .equals(Fact.known("Y"));
        return group ->
                possible && files.attribute(GROUPS + "/" + group + "/name").equals(Fact.known("vfio-noiommu"));
    }

    /** Whether the kernel isolates devices: that it does is seen in groups, whatever kind of IOMMU makes them. */
    public boolean isInUse() {
        return !groups.isEmpty();
    }

    /** How many groups of devices there are. */
    public int groupCount() {
        return groups.size();
    }

    /** Whether a group of this number isolates its devices. */
    public boolean isolates(int group) {
        return groups.contains(Integer.toString(group));
    }

    /** The names of the units of one kind. */
    public List<String> units(IommuKind kind) {
        return units.stream().filter(kind::isUnit).toList();
    }

    /** The name of the table by which the firmware announces one of this kind, if it does. */
    public Optional<String> announcement(IommuKind kind) {
        List<String> shown = tables.value().orElse(List.of());
        return kind.tables().stream().filter(shown::contains).findFirst();
    }

    /** Whether the firmware's tables can be listed, so that their silence means something. */
    public boolean showsTables() {
        return tables.isKnown();
    }

    /** The kinds that are announced or taken up. */
    public List<IommuKind> kinds() {
        return Stream.of(IommuKind.values())
                .filter(kind -> announcement(kind).isPresent() || !units(kind).isEmpty())
                .toList();
    }

    /** The architecture that follows from the kinds, for trees that do not say it otherwise. */
    public Optional<InstructionSet> instructionSet() {
        return kinds().stream().map(IommuKind::instructionSet).findFirst();
    }
}
