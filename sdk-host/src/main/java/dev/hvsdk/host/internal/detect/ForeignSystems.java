/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.detect;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.signal.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Detection on macOS, FreeBSD, Solaris and illumos, whose kernels tell more plainly than Linux. */
final class ForeignSystems {
    /** FreeBSD sys/kern/subr_param.c, vm_guest_sysctl_names. */
    static final Map<String, Technology> FREEBSD_GUESTS = Map.of(
            "generic", Technology.VM_OTHER,
            "xen", Technology.XEN,
            "hv", Technology.HYPER_V,
            "vmware", Technology.VMWARE,
            "kvm", Technology.KVM,
            "bhyve", Technology.BHYVE,
            "vbox", Technology.VIRTUALBOX,
            "parallels", Technology.PARALLELS,
            "nvmm", Technology.of("nvmm", Approach.FULL));

    /** What the monitors give as the model of the Macintosh. */
    static final Map<String, Technology> MAC_MODELS = Map.of(
            "VirtualMac", Technology.APPLE_VIRTUALIZATION,
            "VMware", Technology.VMWARE,
            "Parallels", Technology.PARALLELS);

    /** What a system answers that is neither a guest nor a jail. */
    private static final List<String> ANSWERS =
            List.of("kern.hv_vmm_present", "sysctl.proc_translated", "kern.vm_guest", "security.jail.jailed");

    private final Scene scene;

    ForeignSystems(Scene scene) {
        this.scene = scene;
    }

    /** The layers of this system, outermost first; empty if it is none of those known here. */
    Optional<List<VirtualizationLayer>> layers(String system) {
        return switch (system) {
            case "Darwin" -> Optional.of(decided(mac()));
            case "FreeBSD" -> Optional.of(decided(freebsd()));
            case "SunOS" -> Optional.of(solaris());
            default -> Optional.empty();
        };
    }

    /** Each of these answers is there on every machine, so that one which made no layer says that there is none. */
    private List<VirtualizationLayer> decided(List<VirtualizationLayer> layers) {
        Set<String> told = new HashSet<>();
        for (VirtualizationLayer layer : layers) {
            scene.trace().decide(layer, Rule.KERNEL_SAYS_SO);
            layer.evidence().forEach(evidence -> told.add(evidence.source()));
        }
        ANSWERS.stream()
                .flatMap(name -> sysctl(name).stream())
                .filter(evidence -> !told.contains(evidence.source()))
                .forEach(evidence -> scene.trace().deny(evidence, Rule.KERNEL_SAYS_SO));
        return layers;
    }

    private Optional<Evidence> sysctl(String name) {
        return scene.facts()
                .sysctl(name)
                .value()
                .map(value -> Evidence.ofKernel("sysctl " + name, Lines.printable(value.strip())));
    }

    private List<VirtualizationLayer> mac() {
        List<VirtualizationLayer> layers = new ArrayList<>();
        macModel().or(this::macPresence).ifPresent(layers::add);
        sysctl("sysctl.proc_translated")
                .filter(evidence -> evidence.value().equals("1"))
                .ifPresent(evidence ->
                        layers.add(Layers.of(Technology.ROSETTA, evidence).build()));
        return layers;
    }

    private Optional<VirtualizationLayer> macModel() {
        return sysctl("hw.model")
                .flatMap(model -> MAC_MODELS.entrySet().stream()
                        .filter(entry -> model.value().startsWith(entry.getKey()))
                        .findFirst()
                        .map(entry -> Layers.of(entry.getValue(), model).build()));
    }

    /** Set since macOS 11 in every virtual machine; Intel models before it show the feature VMM. */
    private Optional<VirtualizationLayer> macPresence() {
        return sysctl("kern.hv_vmm_present")
                .filter(evidence -> evidence.value().equals("1"))
                .or(() -> sysctl("machdep.cpu.features")
                        .filter(evidence -> (" " + evidence.value() + " ").contains(" VMM ")))
                .map(evidence -> Layers.of(Technology.VM_OTHER, evidence).build());
    }

    private List<VirtualizationLayer> freebsd() {
        List<VirtualizationLayer> layers = new ArrayList<>();
        sysctl("kern.vm_guest")
                .filter(evidence -> FREEBSD_GUESTS.containsKey(evidence.value()))
                .ifPresent(evidence -> layers.add(
                        Layers.of(FREEBSD_GUESTS.getOrDefault(evidence.value(), Technology.VM_OTHER), evidence)
                                .build()));
        sysctl("security.jail.jailed")
                .filter(evidence -> evidence.value().equals("1"))
                .ifPresent(evidence ->
                        layers.add(Layers.of(Technology.FREEBSD_JAIL, evidence).build()));
        return layers;
    }

    private List<VirtualizationLayer> solaris() {
        List<VirtualizationLayer> layers = new ArrayList<>(new MachineSignals(scene).layers());
        scene.facts()
                .zoneName()
                .value()
                .map(name -> Lines.printable(name.strip()))
                .filter(name -> !name.isEmpty())
                .map(name -> Evidence.ofKernel("zonename", name))
                .flatMap(this::zone)
                .ifPresent(layers::add);
        return layers;
    }

    private Optional<VirtualizationLayer> zone(Evidence name) {
        if (name.value().equals("global")) {
            scene.trace().deny(name, Rule.KERNEL_SAYS_SO);
            return Optional.empty();
        }
        VirtualizationLayer zone = Layers.of(Technology.SOLARIS_ZONE, name).build();
        return Optional.of(scene.trace().decide(zone, Rule.KERNEL_SAYS_SO));
    }
}
