/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.libvirt.DomainCapabilities;
import dev.hvsdk.libvirt.DomainKind;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.libvirt.xml.DomainCapabilitiesXml;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What domains can have on real QEMU, beside what virsh says. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
class KvmDomainCapabilitiesTest {
    private Libvirtd daemon;
    private Hypervisor host;
    private DomainCapabilities capabilities;

    @BeforeEach
    void open(Libvirtd shared) {
        daemon = shared;
        host = Kvms.open(shared);
        capabilities = host.capability(DomainCapabilities.class).require();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private DomainKind tcg() {
        return capabilities.kinds().stream()
                .filter(kind -> kind.type().equals("qemu"))
                .findFirst()
                .orElseThrow();
    }

    private String virsh(DomainKind kind) {
        return daemon.virsh().run("domcapabilities", "--virttype", kind.type(), "--arch", kind.architecture());
    }

    @Test
    void putsTheHostsOwnArchitectureFirst() {
        String own = CapabilitiesXml.parse(daemon.virsh().run("capabilities"))
                .cpu()
                .flatMap(cpu -> cpu.arch())
                .orElseThrow();

        assertThat(capabilities.kinds()).doesNotHaveDuplicates();
        assertThat(capabilities.kinds().get(0).architecture()).isEqualTo(own);
        assertThat(capabilities.kinds()).contains(DomainKind.of("qemu", own));
    }

    @Test
    void namesTheMachinesAndWhatSpeaksAgainstThem() {
        List<CapabilitiesXml.Machine> machines = capabilities.machines(tcg());
        String text = daemon.virsh().run("capabilities");

        assertThat(machines).isNotEmpty().allSatisfy(machine -> {
            assertThat(text).contains(">" + machine.name() + "</machine>");
            assertThat(machine.maxVcpus()).isPresent();
        });
        assertThat(machines.stream().anyMatch(CapabilitiesXml.Machine::deprecated))
                .isEqualTo(text.contains("deprecated='yes'"));
        assertThat(capabilities.machines(DomainKind.of("qemu", "pdp11"))).isEmpty();
    }

    @Test
    void agreesWithVirshOnModelsAndLimits() {
        for (DomainKind kind : List.of(tcg(), capabilities.kinds().get(0))) {
            DomainCapabilitiesXml read = capabilities.read(kind);
            assertThat(read.domainType()).contains(kind.type());
            assertThat(read.cpuModels().stream()
                            .filter(model -> model.usable().equals(Optional.of(true)))
                            .count())
                    .as("%s", kind)
                    .isEqualTo(virsh(kind).split("<model usable='yes'", -1).length - 1L);
            assertThat(read.maxVcpus().orElseThrow()).isPositive();
            assertThat(read.deviceValues("disk", "bus")).contains("virtio");
        }
    }

    @Test
    void readsTheMachineThatIsNamed() {
        DomainKind q35 = tcg().withMachine("q35");
        assumeTrue(q35.architecture().equals("x86_64"), "not tested: q35 is of x86");

        assertThat(capabilities.read(q35).machine().orElseThrow()).contains("q35");
        assertThatThrownBy(() -> capabilities.read(tcg().withMachine("abacus")))
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("abacus");
    }

    @Test
    void saysWhyAModelCannotBeHad() {
        DomainKind kind = tcg();
        DomainCapabilitiesXml read = capabilities.read(kind);
        List<DomainCapabilitiesXml.CpuModel> lacking = read.cpuModels().stream()
                .filter(model -> model.usable().equals(Optional.of(false)))
                .toList();
        assumeTrue(!lacking.isEmpty(), "not tested: all models can be had");
        DomainCapabilitiesXml.CpuModel newest = lacking.stream()
                .filter(model -> model.name().equals("EPYC-Milan"))
                .findFirst()
                .orElse(lacking.get(0));

        assertThat(capabilities.blockers(kind, newest.name()))
                .isNotEmpty()
                .allSatisfy(feature -> assertThat(feature).matches("[a-z0-9._-]+"));
        read.cpuModels().stream()
                .filter(model -> model.usable().equals(Optional.of(true)))
                .findFirst()
                .ifPresent(model ->
                        assertThat(capabilities.blockers(kind, model.name())).isEmpty());
        assertThatThrownBy(() -> capabilities.blockers(kind, "abacus"))
                .isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void answersOnEncryptedGuestsWithEvidence() {
        assumeTrue(capabilities.kinds().get(0).type().equals("kvm"), "not tested: the host has no KVM");
        HostFeatures features = host.capability(HostFeatures.class).require();

        for (CpuFeature feature : List.of(CpuFeature.SEV, CpuFeature.SEV_ES, CpuFeature.SEV_SNP, CpuFeature.TDX)) {
            assertThat(features.report(feature).evidence()).as("%s", feature).isNotEmpty();
        }
        boolean denied = virsh(capabilities.kinds().get(0)).contains("<sev supported='no'/>");
        assertThat(features.report(CpuFeature.SEV).evidence().stream().map(Evidence::toString))
                .anyMatch(text -> text.contains(denied ? "no launch security sev" : "launch security sev"));
    }
}
