/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Live(Engine.XEN_LAB)
class XenLabTest {

    private static final String NAME = "xen-lab-test";

    private final XenLab lab = XenLab.shared();

    @AfterEach
    void removeWhatWasMade() {
        lab.xl().refuses("destroy", NAME);
    }

    @Test
    void bootsAGuestThatIsParavirtualizedAndObeysXen() throws IOException {
        Path file = Files.writeString(
                lab.files().resolve(NAME + ".cfg"),
                "type='pv'\nname='%s'\nkernel='%s'\nramdisk='%s'\nmemory=96\n"
                        .formatted(NAME, XenLab.KERNEL, XenLab.INITRD));
        lab.xl().run("create", file.toString());

        Eventually.holds(() -> lab.console(NAME).contains(XenLab.READY_LINE));
        assertThat(lab.console(NAME)).containsPattern(XenLab.READY_LINE + " [0-9.]+ PV ");

        lab.xl().run("shutdown", NAME);
        Eventually.holds(() -> !lab.xl().run("list").contains(NAME));
    }

    @Test
    void runsWhatABiosStartsInAGuestWithHardwareVirtualization() throws IOException {
        lab.dom0().run("cp", XenLab.BOOT_SECTOR, "/tmp/" + NAME + ".img");
        Path file = Files.writeString(
                lab.files().resolve(NAME + ".cfg"),
                "type='hvm'\nname='%1$s'\ndisk=['format=raw,vdev=hda,access=rw,target=/tmp/%1$s.img']\nmemory=64\nserial='file:/tmp/%1$s.serial'\nvnc=0\n"
                        .formatted(NAME));
        lab.xl().run("create", file.toString());

        Eventually.holds(() -> lab.dom0().run("cat", "/tmp/" + NAME + ".serial").contains(XenLab.BOOT_SECTOR_LINE));
    }

    @Test
    void hasALibvirtdThatCanBeKilledAndStarted() {
        lab.killLibvirtd();
        assertThat(lab.virsh().refuses("list")).isTrue();

        lab.startLibvirtd();
        assertThat(lab.virsh().run("list")).contains("Domain-0");
    }

    @Test
    @LongRunning
    void comesBackOnTheSamePortsAfterItsPowerWasCut() {
        try (XenLab own = XenLab.start()) {
            String uri = own.libvirtUri();
            own.kill();
            assertThat(own.virsh().refuses("list")).isTrue();

            own.restart();
            assertThat(own.libvirtUri()).isEqualTo(uri);
            assertThat(own.virsh().run("list")).contains("Domain-0");
            assertThat(own.xl().run("list")).contains("Domain-0");
        }
    }

    @Test
    void doesNotLetATestCutThePowerOfSomebodyElsesMachine() throws IOException {
        Path base = Files.createTempDirectory("xen-lab-test");
        try {
            Files.writeString(base.resolve("ready"), "ready 1 2 3\n");
            assertThatThrownBy(() -> XenMachine.running(base).pid()).hasMessageContaining("not ours");
        } finally {
            Files.delete(base.resolve("ready"));
            Files.delete(base);
        }
    }
}
