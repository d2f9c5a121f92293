/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.api.machine.Sriov;
import dev.hvsdk.host.internal.device.Isolation.Presence;
import dev.hvsdk.host.internal.platform.InterruptRemapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides for a PCI function whether it could be given to a guest, and names what stands in the way. */
final class PciAssessment {
    private static final String UNDER_XEN =
            "Xen keeps the IOMMU to itself, so that vfio has none: xl pci-assignable-add prepares devices here";

    private static final String ROOT_REMEDY = "start the host from another disk; what carries it is never given away";

    /** A group of everything behind an old switch can have hundreds of functions; a sentence with all of them helps nobody. */
    private static final int MAX_NAMED = 16;

    private final PciHost host;
    private final HostUse use;
    private final Map<PciGroup, List<PciFunction>> vitalMembers = new HashMap<>();
    private final Map<PciGroup, Optional<String>> doubts = new HashMap<>();

    PciAssessment(PciHost host, HostUse use) {
        this.host = host;
        this.use = use;
    }

    Assignability of(PciFunction function) {
        if (function.isPartOfThePlatform()) {
            return Assignability.blocked(List.of(platform(function)), null);
        }
        return verdict(function).withCautions(cautions(function));
    }

    /** The function with all that stands in the way of giving it away, also what a doubt hides from {@link #of}. */
    Candidate candidate(PciFunction function) {
        if (function.isPartOfThePlatform()) {
            return new Candidate(function.device(), List.of(platform(function)), List.of());
        }
        List<Blocker> obstacles = new ArrayList<>();
        if (host.isolation().presence() == Presence.XEN) {
            obstacles.add(new Blocker(Kind.NO_IOMMU, UNDER_XEN));
        }
        findings(function).forEach(finding -> obstacles.add(finding.withRemedy()));
        doubt(function).ifPresent(doubt -> obstacles.add(new Blocker(Kind.USE_UNKNOWN, doubt)));
        return new Candidate(function.device(), obstacles, cautions(function));
    }

    private static Blocker platform(PciFunction function) {
        return new Blocker(
                Kind.NOT_ASSIGNABLE_BY_NATURE,
                "class " + function.device().classCode().orElse("")
                        + " is a part of the platform, such as a"
                        + " bridge or the IOMMU, which no guest can be given");
    }

    private Assignability verdict(PciFunction function) {
        List<Finding> findings = findings(function);
        if (host.isolation().presence() == Presence.XEN) {
            return Finding.conclude(findings, doubt(function), underXen(function));
        }
        Optional<String> doubt =
                findings.stream().anyMatch(finding -> finding.blocker().kind() == Kind.GROUP_SHARED)
                        ? host.groupOf(function).flatMap(group -> doubts.computeIfAbsent(group, this::doubtOfAny))
                        : Optional.empty();
        return Finding.conclude(findings, doubt(function).or(() -> doubt), withoutFindings(function));
    }

    /** Gravest first. */
    private List<Finding> findings(PciFunction function) {
        List<Finding> findings = new ArrayList<>();
        iommu(function).ifPresent(findings::add);
        vital(function).ifPresent(findings::add);
        interrupts().ifPresent(findings::add);
        use(function, findings);
        if (host.isolation().presence() == Presence.IN_USE) {
            group(function).ifPresent(findings::add);
            driver(function, findings);
        }
        return findings;
    }

    private Optional<String> doubt(PciFunction function) {
        return use.doubt(function.mayCarryDisks(), function.mayCarryRoutes());
    }

    /** To give one function of a group away, all of them are taken from the host. */
    private Optional<String> doubtOfAny(PciGroup group) {
        return group.members().stream()
                .flatMap(member -> doubt(member).stream())
                .findFirst();
    }

    private Optional<Finding> iommu(PciFunction function) {
        if (host.isolation().presence() == Presence.NONE) {
            return Optional.of(Finding.lasting(
                    Kind.NO_IOMMU, host.isolation().detail(), host.isolation().remedy()));
        }
        if (host.isolation().presence() == Presence.IN_USE
                && host.groupOf(function).isEmpty()) {
            return Optional.of(Finding.lasting(
                    Kind.NO_IOMMU,
                    "the host has an IOMMU, but " + function.address() + " is in none of its groups",
                    "look in the kernel's log for why the IOMMU leaves this function out"));
        }
        return Optional.empty();
    }

    private Optional<Finding> vital(PciFunction function) {
        if (use.carriesRootDisk(function.address())) {
            return Optional.of(Finding.lasting(
                    Kind.CARRIES_ROOT_DISK,
                    function.address() + " carries the root file system of the host",
                    ROOT_REMEDY));
        }
        return use.defaultRoute(function.address())
                .map(name -> Finding.lasting(
                        Kind.CARRIES_DEFAULT_ROUTE,
                        "the default route of the host leaves by " + name + " on " + function.address(),
                        "move the default route to another interface"));
    }

    private Optional<Finding> interrupts() {
        if (host.remapping() != InterruptRemapping.State.INACTIVE
                || host.allowsUnsafeInterrupts()
                || host.isolation().presence() != Presence.IN_USE) {
            return Optional.empty();
        }
        return Optional.of(Finding.lasting(
                Kind.NO_INTERRUPT_REMAPPING,
                "the IOMMU does not remap interrupts, so vfio refuses to assign",
                "turn interrupt remapping on (firmware setup; no intremap=off on the kernel command line), or accept that a"
                        + " guest can forge interrupts by allow_unsafe_interrupts=1 of the module vfio_iommu_type1"));
    }

    private void use(PciFunction function, List<Finding> findings) {
        String address = function.address();
        if (!use.carriesRootDisk(address)) {
            use.mountPoint(address)
                    .ifPresent(point -> findings.add(Finding.removable(
                            Kind.IN_USE,
                            address + " carries the file system mounted on " + point,
                            "unmount " + point)));
        }
        int enabled = function.device().sriov().map(Sriov::current).orElse(0);
        if (enabled > 0) {
            findings.add(Finding.removable(
                    Kind.IN_USE,
                    address + " has " + enabled + " virtual functions enabled",
                    "assign its virtual functions instead, or set their number to 0"));
        }
    }

    private Optional<Finding> group(PciFunction function) {
        Optional<PciGroup> group = host.groupOf(function).filter(shared -> shared.othersCount(function) > 0);
        boolean ready = function.isOnVfio()
                && group.filter(shared -> shared.isInUseBeside(function)).isEmpty();
        return ready ? Optional.empty() : group.map(shared -> shared(shared, function));
    }

    private Finding shared(PciGroup group, PciFunction function) {
        String detail = "IOMMU group " + group.number() + " is shared with " + described(group, function);
        return vitalMembers(group)
                .filter(other -> !other.isSame(function))
                .findFirst()
                .flatMap(this::vital)
                .map(vital -> Finding.lasting(
                        Kind.GROUP_SHARED, detail + "; " + vital.blocker().detail(), vital.remedy()))
                .orElseGet(() -> Finding.removable(Kind.GROUP_SHARED, detail, bindAll(group, function)));
    }

    private Stream<PciFunction> vitalMembers(PciGroup group) {
        return vitalMembers
                .computeIfAbsent(
                        group,
                        key -> key.members().stream()
                                .filter(member -> vital(member).isPresent())
                                .toList())
                .stream();
    }

    private static String described(PciGroup group, PciFunction function) {
        return listed(
                group.othersThan(function).toList(),
                other -> other.address() + " ("
                        + other.device()
                                .driver()
                                .map(driver -> "driver " + driver)
                                .orElse("no driver") + ")");
    }

    /** Parts of the platform are never bound; without a driver they do not keep vfio from the group. */
    private static String bindAll(PciGroup group, PciFunction function) {
        Map<Boolean, List<PciFunction>> others =
                group.othersThan(function).collect(Collectors.partitioningBy(PciFunction::isPartOfThePlatform));
        List<PciFunction> bindable = others.getOrDefault(false, List.of());
        String bind = bindable.isEmpty()
                ? bind(function)
                : "bind all of them to vfio-pci: " + function.address() + ", " + listed(bindable, PciFunction::address);
        List<PciFunction> kept = others.getOrDefault(true, List.of()).stream()
                .filter(PciFunction::blocksItsGroup)
                .toList();
        return kept.isEmpty()
                ? bind
                : bind + "; the group stays shut as long as " + listed(kept, PciFunction::address)
                        + " of the platform has a driver, which only another slot helps against";
    }

    private static String listed(List<PciFunction> functions, Function<PciFunction, String> words) {
        String listed = functions.stream().limit(MAX_NAMED).map(words).collect(Collectors.joining(", "));
        int more = functions.size() - MAX_NAMED;
        return more > 0 ? listed + " and " + more + " more" : listed;
    }

    private void driver(PciFunction function, List<Finding> findings) {
        if (function.isOnVfio()) {
            return;
        }
        if (host.lacksVfioDriver()) {
            findings.add(
                    Finding.removable(Kind.NO_VFIO, "the driver vfio-pci is not loaded", "load it: modprobe vfio-pci"));
        }
        function.device()
                .driver()
                .ifPresent(driver -> findings.add(Finding.removable(
                        Kind.BOUND_TO_HOST_DRIVER,
                        function.address() + " is bound to the host's driver " + driver,
                        bind(function))));
    }

    private static String bind(PciFunction function) {
        return "bind " + function.address() + " to vfio-pci";
    }

    private Assignability withoutFindings(PciFunction function) {
        if (!function.isOnVfio()) {
            return Assignability.preparable(List.of(), bind(function));
        }
        return host.remapping() == InterruptRemapping.State.UNKNOWN && !host.allowsUnsafeInterrupts()
                ? Assignability.unknown(
                        "look in the kernel's log for interrupt remapping; /proc/interrupts does not tell")
                : Assignability.ready();
    }

    private static Assignability underXen(PciFunction function) {
        String remedy =
                "Xen keeps the IOMMU to itself: xl info shows hvm_directio and pv_directio in virt_caps if it has one";
        return Assignability.unknown(
                function.isOnPciback()
                        ? remedy
                        : remedy + "; then xl pci-assignable-add " + function.address() + " prepares the device");
    }

    private List<Blocker> cautions(PciFunction function) {
        List<Blocker> cautions = new ArrayList<>();
        if (host.remapping() == InterruptRemapping.State.INACTIVE && host.allowsUnsafeInterrupts()) {
            cautions.add(new Blocker(
                    Kind.NO_INTERRUPT_REMAPPING,
                    "the IOMMU does not remap interrupts, and allow_unsafe_interrupts lets vfio assign all the same"));
        }
        if (!function.resettable()) {
            cautions.add(new Blocker(
                    Kind.NO_RESET,
                    "the kernel knows no way to reset " + function.address()
                            + ", so state can leak from guest to guest"));
        }
        return cautions;
    }
}
