/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TechnologyTest {
    /** Each system that the documentation promises, and the approach that its makers describe. */
    @ParameterizedTest
    @CsvSource({
        "qemu, EMULATION",
        "bochs, EMULATION",
        "virtual-pc, FULL",
        "kvm, FULL",
        "xen, FULL",
        "vmware, FULL",
        "virtualbox, FULL",
        "parallels, FULL",
        "hyper-v, FULL",
        "bhyve, FULL",
        "ibm-zvm, FULL",
        "ibm-lpar, FULL",
        "powervm, PARAVIRTUALIZATION",
        "uml, PARAVIRTUALIZATION",
        "nitro, FULL",
        "firecracker, FULL",
        "cloud-hypervisor, FULL",
        "nutanix-ahv, FULL",
        "acrn, FULL",
        "apple-virtualization, FULL",
        "docker, OS_LEVEL",
        "podman, OS_LEVEL",
        "cri-o, OS_LEVEL",
        "lxc, OS_LEVEL",
        "lxd, OS_LEVEL",
        "incus, OS_LEVEL",
        "systemd-nspawn, OS_LEVEL",
        "openvz, OS_LEVEL",
        "virtuozzo, OS_LEVEL",
        "linux-vserver, OS_LEVEL",
        "freebsd-jail, OS_LEVEL",
        "solaris-zone, OS_LEVEL",
        "wsl, OS_LEVEL",
        "bubblewrap, OS_LEVEL",
        "flatpak, OS_LEVEL",
        "proot, OS_LEVEL",
        "gvisor, OS_LEVEL",
        "kata, FULL",
        "jvm, APPLICATION",
        "wine, APPLICATION",
        "rosetta, APPLICATION",
        "qemu-user, APPLICATION",
        "ldoms, PARAVIRTUALIZATION",
        "lkvm, FULL",
        "openbsd-vmm, FULL",
        "illumos-lx, OS_LEVEL",
        "powervm-lx86, APPLICATION"
    })
    void knowsEachSystemByItsIdAndItsApproach(String id, Approach approach) {
        assertThat(Technology.find(id)).hasValueSatisfying(technology -> {
            assertThat(technology.approach()).isEqualTo(approach);
            assertThat(technology.displayName()).isNotBlank();
        });
    }

    @Test
    void saysWhereAMonitorSitsOnlyWhereThereIsOne() {
        assertThat(Technology.known())
                .filteredOn(technology ->
                        technology.approach() == Approach.OS_LEVEL || technology.approach() == Approach.APPLICATION)
                .allSatisfy(technology -> assertThat(technology.vmm()).isEmpty());
        assertThat(Technology.XEN.vmm()).contains(VmmKind.BARE_METAL);
        assertThat(Technology.KVM.vmm()).contains(VmmKind.HOSTED);
    }

    @Test
    void takesTheKnownOneForAKnownId() {
        assertThat(Technology.of("kvm", Approach.OS_LEVEL)).isSameAs(Technology.KVM);
    }

    @Test
    void takesNewOnes() {
        Technology mine = Technology.of("my-vmm", Approach.FULL);
        assertThat(mine).hasToString("my-vmm").isEqualTo(Technology.of("my-vmm", Approach.EMULATION));
        assertThat(mine.vmm()).isEmpty();
        assertThat(Technology.known()).doesNotContain(mine);
        assertThat(Technology.find("my-vmm")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KVM", "a b", "-a", "a-", "a--b", "a_b", "ä"})
    void refusesMalformedIds(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> Technology.of(id, Approach.FULL));
    }

    @Test
    void isEqualById() {
        EqualsVerifier.forClass(Technology.class).withOnlyTheseFields("id").verify();
    }
}
