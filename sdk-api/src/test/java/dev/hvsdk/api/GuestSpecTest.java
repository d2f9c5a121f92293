/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.unit.MemorySize;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestSpecTest {
    private record FirstExtension(int value) implements GuestExtension {}

    private record SecondExtension() implements GuestExtension {}

    private record ThirdExtension() implements GuestExtension {}

    @Test
    void aNameIsEnough() {
        GuestSpec spec = GuestSpec.builder("web").build();
        assertThat(spec.name()).isEqualTo("web");
        assertThat(spec.vcpus()).isEmpty();
        assertThat(spec.memory()).isEmpty();
        assertThat(spec.boot()).isEmpty();
        assertThat(spec.disks()).isEmpty();
        assertThat(spec.nics()).isEmpty();
        assertThat(spec.devices()).isEmpty();
        assertThat(spec.extensions()).isEmpty();
        assertThat(spec).hasToString("guest web");
    }

    @Test
    void keepsAllThatWasAskedForInOrder() {
        DiskSpec first = DiskSpec.builder("/a.img").build();
        DiskSpec second = DiskSpec.builder("default/b")
                .size(MemorySize.ofGibibytes(1))
                .format("qcow2")
                .bus("scsi")
                .readOnly(true)
                .build();
        NicSpec nic = NicSpec.builder("default")
                .mac("52:54:00:AB:cd:ef")
                .model("virtio")
                .build();
        DeviceNode device = DeviceNode.builder("/dev/fuse").build();
        GuestSpec spec = GuestSpec.builder("web")
                .vcpus(2)
                .memory(MemorySize.ofGibibytes(2))
                .boot(BootSource.uefiDisk())
                .disk(first)
                .disk(second)
                .nic(nic)
                .device(device)
                .build();
        assertThat(spec.vcpus()).hasValue(2);
        assertThat(spec.memory()).contains(MemorySize.ofGibibytes(2));
        assertThat(spec.boot()).contains(new BootSource.Disk(true));
        assertThat(spec.disks()).containsExactly(first, second);
        assertThat(spec.nics()).containsExactly(nic);
        assertThat(spec.devices()).containsExactly(device);
        assertThat(second.size()).contains(MemorySize.ofGibibytes(1));
        assertThat(second.format()).contains("qcow2");
        assertThat(second.bus()).contains("scsi");
        assertThat(second.readOnly()).isTrue();
        assertThat(nic.mac()).contains("52:54:00:AB:cd:ef");
        assertThat(nic.model()).contains("virtio");
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        GuestSpec.Builder builder = GuestSpec.builder("web");
        GuestSpec spec = builder.build();
        builder.disk(DiskSpec.builder("/a.img").build()).with(new SecondExtension());
        assertThat(spec.disks()).isEmpty();
        assertThat(spec.extensions()).isEmpty();
        assertThatThrownBy(() -> spec.disks().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void keepsOneExtensionOfEachTypeInTheOrderInWhichTheyCame() {
        GuestSpec spec = GuestSpec.builder("web")
                .with(new ThirdExtension())
                .with(new FirstExtension(1))
                .with(new SecondExtension())
                .with(new FirstExtension(2))
                .build();
        assertThat(spec.extension(FirstExtension.class)).contains(new FirstExtension(2));
        assertThat(spec.extensions())
                .containsExactly(new ThirdExtension(), new FirstExtension(2), new SecondExtension());
        assertThat(GuestSpec.builder("web").build().extension(FirstExtension.class))
                .isEmpty();
    }

    @Test
    void refusesWhatNoGuestCanHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> GuestSpec.builder(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GuestSpec.builder("web").vcpus(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "52:54:00:12:34",
                "52:54:00:12:34:5g",
                "52-54-00-12-34-56",
                "525400123456",
                "52:54:00:12:34:56:78"
            })
    void refusesMalformedMacAddresses(String mac) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NicSpec.builder("default").mac(mac))
                .withMessageContaining("52:54:00:12:34:56");
    }

    @Test
    void aBootSourceSaysItsKind() {
        List<String> command = new ArrayList<>(List.of("sleep", "1"));
        BootSource image = BootSource.image("debian:12", command);
        command.clear();
        assertThat(image).isEqualTo(new BootSource.Image("debian:12", List.of("sleep", "1")));
        assertThat(BootSource.disk()).isEqualTo(new BootSource.Disk(false));
        assertThat(BootSource.cdrom("/a.iso")).isEqualTo(new BootSource.Cdrom("/a.iso"));
        assertThat(BootSource.kernel("/vmlinuz", null, "quiet"))
                .isInstanceOfSatisfying(BootSource.Kernel.class, kernel -> {
                    assertThat(kernel.path()).isEqualTo("/vmlinuz");
                    assertThat(kernel.initrd()).isEmpty();
                    assertThat(kernel.commandLine()).isEqualTo("quiet");
                });
    }
}
