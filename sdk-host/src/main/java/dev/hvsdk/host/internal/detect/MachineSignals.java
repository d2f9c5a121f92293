/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.VirtualizationLayer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The hypervisors below the kernel, cheap and decisive signals first. */
final class MachineSignals {
    private final Scene scene;
    private final DmiSignals dmi;

    private final boolean translated;

    MachineSignals(Scene scene) {
        this(scene, false);
    }

    /**
     * Looks at a scene.
     *
     * @param translated whether a translator answers CPUID in the machine's stead
     */
    MachineSignals(Scene scene, boolean translated) {
        this.scene = scene;
        this.translated = translated;
        this.dmi = new DmiSignals(scene);
    }

    /** The layers, outermost first. */
    List<VirtualizationLayer> layers() {
        return switch (scene.architecture()) {
            case POWER -> new PowerSignals(scene).layer().map(List::of).orElse(List.of());
            case Z -> new ZSignals(scene).layers();
            case SPARC -> new SparcSignals(scene).layer().map(List::of).orElse(List.of());
            default -> withCpuidOrTables();
        };
    }

    /** The clouds and products that the machine belongs to. */
    List<Platform> platforms() {
        Set<Platform> platforms = new LinkedHashSet<>(dmi.platforms());
        if (scene.attribute("/sys/hypervisor/uuid").orElse("").startsWith("ec2")) {
            platforms.add(Platform.AWS);
        }
        return List.copyOf(platforms);
    }

    private List<VirtualizationLayer> withCpuidOrTables() {
        CpuidSignals cpuid = new CpuidSignals(scene);
        cpuid.noteSilence();
        List<Claim> inCpu = translated ? List.of() : cpuid.claims();
        List<Claim> inTables = new ArrayList<>(dmi.claims());
        inTables.addAll(new DeviceTreeSignals(scene).claims());
        List<Claim> claims = new ArrayList<>(inCpu);
        claims.addAll(inTables);
        XenSignals xen = new XenSignals(scene, dmi, claims);
        if (xen.isXen()) {
            return onXen(xen, inCpu, inTables);
        }
        claims.addAll(lesserClaims(cpuid, claims));
        return resolve(claims).map(layer -> withHostBelow(layer, inTables)).orElse(List.of());
    }

    /** What is below Xen: a dom0 sees the machine's own tables, a paravirtual guest may see its CPU. */
    private List<VirtualizationLayer> onXen(XenSignals xen, List<Claim> inCpu, List<Claim> inTables) {
        List<VirtualizationLayer> layers = new ArrayList<>();
        if (xen.isDom0()) {
            below(inTables).ifPresent(layers::add);
        } else if (xen.isPv()) {
            resolve(withoutXen(inCpu)).ifPresent(layers::add);
        }
        layers.add(xen.layer());
        return layers;
    }

    /** What a privileged host's own firmware says of the machine that its hypervisor runs on. */
    private Optional<VirtualizationLayer> below(List<Claim> inTables) {
        List<Claim> claims = new ArrayList<>(inTables);
        if (claims.isEmpty()) {
            new AcpiSignals(scene).claim().ifPresent(claims::add);
        }
        return resolve(withoutXen(claims));
    }

    private static List<Claim> withoutXen(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> !claim.technology().id().equals("xen"))
                .filter(claim -> claim.strength().compareTo(Strength.MONITOR) >= 0)
                .toList();
    }

    /** A root partition's tables, like a dom0's, are those of what is below its hypervisor. */
    private List<VirtualizationLayer> withHostBelow(VirtualizationLayer layer, List<Claim> inTables) {
        List<VirtualizationLayer> layers = new ArrayList<>();
        if (layer.role() == LayerRole.HOST) {
            below(inTables).ifPresent(layers::add);
        }
        layers.add(layer);
        return layers;
    }

    private Optional<VirtualizationLayer> resolve(List<Claim> claims) {
        return new HypervisorResolver(claims, silenceProves()).resolve();
    }

    /** On x86 every hypervisor of a cloud sets the hypervisor bit; where nobody could look for it, its silence proves nothing. */
    private boolean silenceProves() {
        return scene.architecture().mayHaveCpuid()
                && (scene.cpuid(1).isPresent() || scene.cpuinfo("flags").isPresent());
    }

    /** The signals that cost more or weigh less, asked only where the better ones leave something open. */
    private List<Claim> lesserClaims(CpuidSignals cpuid, List<Claim> known) {
        List<Claim> claims = new ArrayList<>();
        if (best(known).compareTo(Strength.INTERFACE) < 0) {
            claims.addAll(presence(cpuid));
            claims.addAll(clocks(cpuid));
            claims.addAll(ownDevice(cpuid));
        }
        return withDetails(known, claims);
    }

    /** The kernel takes a hypervisor's clock only where the CPU shows the hypervisor, if it has CPUID. */
    private List<Claim> clocks(CpuidSignals cpuid) {
        boolean pointless = cpuid.knowsBit() && cpuid.presence().isEmpty();
        return pointless ? List.of() : new ClockSignals(scene).claims();
    }

    /** Asked only of hosts whose CPU cannot be asked, such as captures without CPUID: a host may have thousands of devices. */
    private List<Claim> ownDevice(CpuidSignals cpuid) {
        return cpuid.knowsBit()
                ? List.of()
                : new PciSignals(scene).ownDevice().stream().toList();
    }

    private List<Claim> presence(CpuidSignals cpuid) {
        List<Claim> claims = new ArrayList<>(translated ? List.of() : cpuid.presence());
        // On a live machine the CPU's own word is enough: cpuinfo costs an interrupt of each CPU there.
        if (!scene.isLive() || !cpuid.knowsBit()) {
            claims.addAll(new CpuinfoSignals(scene).claims());
        }
        return claims;
    }

    private List<Claim> withDetails(List<Claim> known, List<Claim> claims) {
        List<Claim> all = new ArrayList<>(known);
        all.addAll(claims);
        boolean hypervisor = best(all).compareTo(Strength.PRESENCE) >= 0 && best(all) != Strength.CLOUD;
        boolean named = all.stream().anyMatch(MachineSignals::namesMonitor);
        if (hypervisor && !named) {
            new AcpiSignals(scene).claim().ifPresent(claims::add);
        }
        if (best(all) == Strength.PRESENCE) {
            new PciSignals(scene).claim().ifPresent(claims::add);
        }
        return claims;
    }

    private static boolean namesMonitor(Claim claim) {
        return claim.strength() == Strength.OWN
                || claim.strength() == Strength.MONITOR
                || claim.strength() == Strength.CLOUD;
    }

    private static Strength best(List<Claim> claims) {
        return claims.stream().map(Claim::strength).max(Strength::compareTo).orElse(Strength.HINT);
    }
}
