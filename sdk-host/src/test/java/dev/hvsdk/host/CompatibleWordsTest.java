/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.Platform;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.SystemdDetectVirt.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of virt-what(1) and systemd-detect-virt(1) for what was found. */
class CompatibleWordsTest {
    /** The rows of the table in systemd-detect-virt(1), systemd 257. */
    private static final Set<String> WORDS_OF_SYSTEMD = Set.of(
            ("none kvm amazon qemu bochs xen uml vmware oracle microsoft zvm parallels bhyve qnx acrn powervm apple sre google"
                            + " vm-other systemd-nspawn lxc-libvirt lxc openvz docker podman rkt wsl proot pouch container-other")
                    .split(" "));

    /** {@code xen/hvm}, {@code xen/dom0@host}: technology, variant, role. */
    private static VirtualizationLayer layer(String text) {
        String[] roles = text.split("@");
        String[] names = roles[0].split("/");
        VirtualizationLayer.Builder layer =
                VirtualizationLayer.builder(Technology.of(names[0], Technology.KVM.approach()));
        if (names.length > 1) {
            layer.variant(names[1]);
        }
        return layer.evidence(Evidence.ofKernel("a test", text))
                .role(roles.length > 1 ? LayerRole.HOST : LayerRole.GUEST)
                .build();
    }

    private static Detection detection(String machine, String layers, String platforms) {
        List<VirtualizationLayer> found = new ArrayList<>();
        for (String layer : words(layers)) {
            found.add(layer(layer));
        }
        List<Platform> around = words(platforms).stream().map(Platform::of).toList();
        return new Detection(around, found, List.of(), List.of(), true, Optional.of(machine));
    }

    private static List<String> words(String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "x86_64, , , , none, none, none",
        "x86_64, kvm/firecracker, , kvm, kvm, kvm, none",
        "x86_64, kvm/nitro, aws, kvm aws, amazon, amazon, none",
        "x86_64, , aws, aws, none, none, none",
        "x86_64, , alibaba-cloud, alibaba_cloud-ebm, none, none, none",
        "x86_64, kvm, google-cloud, google_cloud kvm, google, google, none",
        "x86_64, kvm, upcloud, kvm upcloud, kvm, kvm, none",
        "x86_64, kvm, ovirt, ovirt kvm, kvm, kvm, none",
        "x86_64, kvm docker, , kvm docker, docker, kvm, docker",
        "x86_64, kvm lxd podman, , lxc kvm podman, podman, kvm, podman",
        "x86_64, hyper-v wsl/wsl2 docker, , hyperv docker, docker, microsoft, docker",
        "x86_64, hyper-v/root@host, , hyperv, none, none, none",
        "x86_64, virtual-pc, , virtualpc, microsoft, microsoft, none",
        "x86_64, qemu xen/dom0@host, , xen xen-dom0, qemu, qemu, none",
        "x86_64, xen/dom0@host, , xen xen-dom0, none, none, none",
        "x86_64, vmware xen/pv, , vmware xen xen-domU, xen, xen, none",
        "x86_64, xen/pvh, , xen xen-domU, xen, xen, none",
        "x86_64, xen/hvm, , xen xen-hvm, xen, xen, none",
        "x86_64, kvm uml, , uml kvm, uml, uml, none",
        "x86_64, virtualbox, , virtualbox, oracle, oracle, none",
        "x86_64, jailhouse, , virt, vm-other, vm-other, none",
        "x86_64, sre, , virt, sre, sre, none",
        "x86_64, crosvm, , virt, vm-other, vm-other, none",
        "x86_64, kvm kata, , kvm, container-other, kvm, container-other",
        "x86_64, gvisor, , , container-other, none, container-other",
        "x86_64, cri-o, , crio, container-other, none, container-other",
        "x86_64, kvm rosetta, , kvm, kvm, kvm, none",
        "ppc64le, powervm/lpar-shared, , ibm_power-lpar_shared, powervm, powervm, none",
        "ppc64le, powervm/lpar-dedicated, , ibm_power-lpar_dedicated, powervm, powervm, none",
        "ppc64le, kvm, , ibm_power-kvm, kvm, kvm, none",
        "s390x, ibm-lpar, , ibm_systemz ibm_systemz-lpar, none, none, none",
        "s390x, ibm-lpar ibm-zvm, , ibm_systemz ibm_systemz-zvm, zvm, zvm, none",
        "s390x, ibm-lpar ibm-zvm kvm, , ibm_systemz ibm_systemz-kvm, kvm, kvm, none",
        "sparc64, ldoms/control@host, , ldoms ldoms-control, none, none, none"
    })
    void areThoseOfTheOtherDetectors(
            String machine,
            String layers,
            String platforms,
            String facts,
            String any,
            String virtualMachine,
            String container) {
        Detection detection = detection(machine, layers, platforms);

        assertThat(VirtWhat.facts(detection)).isEqualTo(words(facts));
        assertThat(SystemdDetectVirt.word(detection, Scope.ANY)).isEqualTo(any);
        assertThat(SystemdDetectVirt.word(detection, Scope.VM)).isEqualTo(virtualMachine);
        assertThat(SystemdDetectVirt.word(detection, Scope.CONTAINER)).isEqualTo(container);
    }

    @Test
    void areNoOthersWhateverTheTechnology() {
        for (Technology technology : Technology.known()) {
            Detection detection = detection("x86_64", technology.id(), "");
            for (Scope scope : Scope.values()) {
                assertThat(WORDS_OF_SYSTEMD).contains(SystemdDetectVirt.word(detection, scope));
            }
            assertThat(VirtWhat.facts(detection))
                    .doesNotHaveDuplicates()
                    .allMatch(fact -> fact.matches("[a-z_]+[-_a-zU0-9]*"));
        }
    }

    /** Each virtual machine is told to a script that asks whether there is one. */
    @Test
    void leaveNoVirtualMachineOut() {
        Set<Technology> hosts = Set.of(Technology.IBM_LPAR, Technology.KATA);
        Technology.known().stream()
                .filter(technology -> technology.vmm().isPresent() && !hosts.contains(technology))
                .map(technology -> detection("x86_64", technology.id(), ""))
                .forEach(detection -> {
                    assertThat(SystemdDetectVirt.word(detection, Scope.VM))
                            .as(detection.toString())
                            .isNotEqualTo("none");
                    assertThat(VirtWhat.facts(detection))
                            .as(detection.toString())
                            .isNotEmpty();
                });
    }
}
