/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.signal.Outcome;
import dev.hvsdk.host.signal.Rule;
import dev.hvsdk.host.signal.Weight;
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
            case POWER ->
                told(new PowerSignals(scene).layer().map(List::of).orElse(List.of()), "/proc/cpuinfo", "machine");
            case Z -> told(new ZSignals(scene).layers(), "/proc/sysinfo", "Manufacturer");
            case SPARC ->
                told(new SparcSignals(scene).layer().map(List::of).orElse(List.of()), "/proc/cpuinfo", "type");
            default -> withCpuidOrTables();
        };
    }

    /** Layers that the kernel of this architecture tells, or else the line that tells which machine it is that has none. */
    private List<VirtualizationLayer> told(List<VirtualizationLayer> layers, String source, String key) {
        layers.forEach(layer -> scene.trace().decide(layer, Rule.KERNEL_SAYS_SO));
        if (layers.isEmpty()) {
            scene.read(source)
                    .flatMap(text -> Lines.value(text, key, ':'))
                    .map(value -> Evidence.ofKernel(source + " " + key, Lines.printable(value)))
                    .ifPresent(evidence -> scene.trace().deny(evidence, Rule.KERNEL_SAYS_SO));
        }
        return layers;
    }

    /** The clouds and products that the machine belongs to. */
    List<Platform> platforms() {
        Set<Platform> platforms = new LinkedHashSet<>(dmi.platforms());
        String uuid = scene.attribute("/sys/hypervisor/uuid").orElse("");
        if (uuid.startsWith("ec2")) {
            scene.trace().name(Platform.AWS, Evidence.ofKernel("/sys/hypervisor/uuid", "begins with ec2"));
            platforms.add(Platform.AWS);
        }
        return List.copyOf(platforms);
    }

    private List<VirtualizationLayer> withCpuidOrTables() {
        CpuidSignals cpuid = new CpuidSignals(scene);
        cpuid.noteSilence();
        List<Claim> inCpu = inCpu(cpuid);
        List<Claim> inTables = new ArrayList<>(dmi.claims());
        inTables.addAll(new DeviceTreeSignals(scene).claims());
        List<Claim> inKernel = paravirtualKvm(cpuid, inTables);
        if (!inKernel.isEmpty()) {
            return onParavirtualKvm(inCpu, inKernel, inTables);
        }
        if (isRootPartition(inCpu)) {
            return onRootPartition(inCpu, inTables);
        }
        List<Claim> claims = new ArrayList<>(inCpu);
        claims.addAll(inTables);
        XenSignals xen = new XenSignals(scene, dmi, claims);
        if (xen.isXen()) {
            return onXen(xen, inCpu, inTables);
        }
        claims.addAll(lesserClaims(cpuid, claims));
        Optional<VirtualizationLayer> layer = resolve(claims);
        if (layer.isEmpty()) {
            noteAbsence(cpuid, inTables);
        }
        return layer.map(List::of).orElse(List.of());
    }

    private List<Claim> inCpu(CpuidSignals cpuid) {
        if (translated) {
            scene.trace().add(cpuid.claims(), Outcome.OVERRULED, Rule.TRANSLATORS);
        }
        return translated ? List.of() : cpuid.claims();
    }

    /**
     * KVM's clocks where programs are shown another hypervisor and no KVM: the kernel takes them only from a KVM that answers it
     * (arch/x86/kernel/kvm.c, kvm_para_available), so that this KVM does not trap CPUID. A brand in the tables is the word of a
     * monitor that offers KVM's interface.
     */
    private List<Claim> paravirtualKvm(CpuidSignals cpuid, List<Claim> inTables) {
        boolean contradictory = !translated && cpuid.isWithoutKvm() && best(inTables) != Weight.OWN;
        return contradictory ? clocksOfKvm() : List.of();
    }

    private List<Claim> clocksOfKvm() {
        return new ClockSignals(scene)
                .claims().stream()
                        .filter(claim -> claim.technology().equals(Technology.KVM))
                        .toList();
    }

    /** The firmware is that of the inner machine, the CPU that of the outer one. */
    private List<VirtualizationLayer> onParavirtualKvm(List<Claim> inCpu, List<Claim> inKernel, List<Claim> inTables) {
        List<Claim> inner = new ArrayList<>(inTables);
        inner.addAll(withDetails(inTables, new ArrayList<>(inKernel)));
        List<VirtualizationLayer> layers = new ArrayList<>();
        resolve(inCpu).ifPresent(layers::add);
        resolve(inner).map(MachineSignals::paravirtual).ifPresent(layers::add);
        return layers;
    }

    private static VirtualizationLayer paravirtual(VirtualizationLayer layer) {
        return Layers.of(layer.technology(), layer.variant().orElse(null), layer.evidence())
                .role(layer.role())
                .confidence(layer.confidence())
                .approach(Approach.PARAVIRTUALIZATION)
                .build();
    }

    /** What would have shown a hypervisor, and did not. */
    private void noteAbsence(CpuidSignals cpuid, List<Claim> inTables) {
        List<Evidence> silent = new ArrayList<>();
        cpuid.absence().or(() -> new CpuinfoSignals(scene).absence()).ifPresent(silent::add);
        if (inTables.isEmpty()) {
            dmi.maker().or(() -> new DeviceTreeSignals(scene).board()).ifPresent(silent::add);
        }
        silent.forEach(evidence -> scene.trace().deny(evidence, Rule.SILENCE));
    }

    /** What is below Xen: a dom0 sees the machine's own tables, a paravirtual guest may see its CPU. */
    private List<VirtualizationLayer> onXen(XenSignals xen, List<Claim> inCpu, List<Claim> inTables) {
        List<VirtualizationLayer> layers = new ArrayList<>();
        scene.trace().add(withoutXen(inCpu), Outcome.OVERRULED, Rule.IMITATED_INTERFACE);
        scene.trace().add(withoutXen(inTables), Outcome.OVERRULED, Rule.STRONGEST_DECIDES);
        if (xen.isDom0()) {
            below(inTables).ifPresent(layers::add);
        } else if (xen.isPv()) {
            resolve(strong(withoutXen(inCpu))).ifPresent(layers::add);
        }
        Rule rule = xen.isDom0() ? Rule.PRIVILEGED_HOSTS : Rule.STRONGEST_DECIDES;
        layers.add(scene.trace().decide(xen.layer(), rule));
        return layers;
    }

    /** What a privileged host's own firmware says of the machine that its hypervisor runs on. */
    private Optional<VirtualizationLayer> below(List<Claim> inTables) {
        List<Claim> claims = new ArrayList<>(inTables);
        if (claims.isEmpty()) {
            new AcpiSignals(scene).claim().ifPresent(claims::add);
        }
        return resolve(strong(withoutXen(claims)));
    }

    private static List<Claim> withoutXen(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> !claim.technology().equals(Technology.XEN))
                .toList();
    }

    private static List<Claim> strong(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> claim.weight().compareTo(Weight.MONITOR) >= 0)
                .toList();
    }

    /** Whether the CPU says nothing but that this is the root partition, whose privileges no guest has. */
    private static boolean isRootPartition(List<Claim> inCpu) {
        return !inCpu.isEmpty() && inCpu.stream().allMatch(claim -> claim.role() == LayerRole.HOST);
    }

    /** A root partition's tables, like a dom0's, are those of what is below its hypervisor. */
    private List<VirtualizationLayer> onRootPartition(List<Claim> inCpu, List<Claim> inTables) {
        scene.trace().add(inTables, Outcome.OVERRULED, Rule.PRIVILEGED_HOSTS);
        List<VirtualizationLayer> layers = new ArrayList<>();
        below(inTables).ifPresent(layers::add);
        resolve(inCpu).ifPresent(layers::add);
        return layers;
    }

    private Optional<VirtualizationLayer> resolve(List<Claim> claims) {
        return new HypervisorResolver(claims, silenceProves(), scene.trace()).resolve();
    }

    /** On x86 every hypervisor of a cloud sets the hypervisor bit; where nobody could look for it, its silence proves nothing. */
    private boolean silenceProves() {
        return scene.architecture().mayHaveCpuid()
                && (scene.cpuid(1).isPresent() || scene.cpuinfo("flags").isPresent());
    }

    /** The signals that cost more or weigh less, asked only where the better ones leave something open. */
    private List<Claim> lesserClaims(CpuidSignals cpuid, List<Claim> known) {
        List<Claim> claims = new ArrayList<>();
        if (best(known).compareTo(Weight.INTERFACE) < 0) {
            claims.addAll(presence(cpuid));
            claims.addAll(new ClockSignals(scene).claims());
            claims.addAll(ownDevice(cpuid));
        } else if (!translated && cpuid.leavesKvmOpen()) {
            claims.addAll(clocksOfKvm());
        }
        List<Claim> all = withDetails(known, claims);
        if (known.isEmpty() && all.isEmpty() && !silenceProves()) {
            new SmbiosSignals(scene).claim().ifPresent(all::add);
        }
        return all;
    }

    /** Asked only of hosts whose CPU cannot be asked, such as captures without CPUID: a host may have thousands of devices. */
    private List<Claim> ownDevice(CpuidSignals cpuid) {
        return cpuid.knowsBit()
                ? List.of()
                : new PciSignals(scene).ownDevice().stream().toList();
    }

    private List<Claim> presence(CpuidSignals cpuid) {
        List<Claim> claims = new ArrayList<>(translated ? List.of() : cpuid.presence());
        claims.addAll(new ConfidentialSignals(scene).claims());
        // On a live machine the CPU's own word is enough: cpuinfo costs an interrupt of each CPU there.
        if (!scene.isLive() || !cpuid.knowsBit()) {
            claims.addAll(new CpuinfoSignals(scene).claims());
        }
        return claims;
    }

    private List<Claim> withDetails(List<Claim> known, List<Claim> claims) {
        List<Claim> all = new ArrayList<>(known);
        all.addAll(claims);
        boolean hypervisor = best(all).compareTo(Weight.PRESENCE) >= 0 && best(all) != Weight.CLOUD;
        boolean named = all.stream().anyMatch(MachineSignals::namesMonitor);
        if (hypervisor && !named) {
            new AcpiSignals(scene).claim().ifPresent(claims::add);
        }
        if (best(all) == Weight.PRESENCE) {
            new PciSignals(scene).claim().ifPresent(claims::add);
        }
        return claims;
    }

    private static boolean namesMonitor(Claim claim) {
        return claim.weight() == Weight.OWN || claim.weight() == Weight.MONITOR || claim.weight() == Weight.CLOUD;
    }

    private static Weight best(List<Claim> claims) {
        return claims.stream().map(Claim::weight).max(Weight::compareTo).orElse(Weight.HINT);
    }
}
