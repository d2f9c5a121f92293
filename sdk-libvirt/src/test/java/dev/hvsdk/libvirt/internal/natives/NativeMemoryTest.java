/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

@NeedsLibvirt
class NativeMemoryTest {
    @Test
    void readsTypedParametersAsTheyWereWritten() {
        try (TypedParamsWriter writer = new TypedParamsWriter()) {
            writer.addInt("int", -7)
                    .addUInt("uint", -1)
                    .addLong("long", Long.MIN_VALUE)
                    .addULong("ulong", -1)
                    .addDouble("double", 0.5)
                    .addBoolean("boolean", true)
                    .addText("text", "ü漢");
            TypedParams read = TypedParams.read(writer.address(), writer.count());
            assertThat(read.smallNumber("int")).hasValue(-7);
            assertThat(read.number("uint")).hasValue(4_294_967_295L);
            assertThat(read.smallNumber("uint")).isEmpty();
            assertThat(read.number("long")).hasValue(Long.MIN_VALUE);
            assertThat(read.number("ulong")).hasValue(-1);
            assertThat(read.fraction("double")).hasValue(0.5);
            assertThat(read.flag("boolean")).contains(true);
            assertThat(read.text("text")).contains("ü漢");
            assertThat(read.number("text")).isEmpty();
            assertThat(read.asMap()).hasSize(7);
        }
    }

    @Test
    void readsTextsInUtf8WhateverTheLocale() {
        try (Scope scope = new Scope()) {
            long texts = scope.texts(List.of("", "vm-ü漢"));
            assertThat(Mem.texts(texts, 2)).containsExactly("", "vm-ü漢");
            assertThat(new Window().text(Mem.int64(texts + 8))).isEqualTo("vm-ü漢");
        }
    }

    @Test
    void readsThroughTheWindowWhatIsThere() {
        try (Scope scope = new Scope()) {
            long text = scope.text("x".repeat(5000));
            long numbers = scope.allocate(16);
            Mem.setInt64(numbers, 0x1122334455667788L);
            Mem.setInt32(numbers + 8, -2);
            Window window = new Window();
            assertThat(window.text(text)).hasSize(5000);
            assertThat(window.int64(numbers)).isEqualTo(0x1122334455667788L);
            assertThat(window.int32(numbers + 8)).isEqualTo(-2);
            assertThat(window.isText(text, "xx".getBytes(StandardCharsets.US_ASCII)))
                    .isFalse();
        }
    }

    @Test
    void throwsWhatLibvirtSaidLast() {
        assertThatThrownBy(() -> Vir.check(VirConnect.virConnectOpen("nosuchdriver:///")))
                .isInstanceOfSatisfying(
                        VirException.class,
                        error -> assertThat(error.failure().code()).isPositive());
    }

    @Test
    void hasAllFunctionsOfTheTestedLibrary() {
        List<Class<?>> classes = List.of(
                VirAgent.class,
                VirBackup.class,
                VirBlock.class,
                VirCheckpoint.class,
                VirConnect.class,
                VirDevice.class,
                VirDeviceAlias.class,
                VirDomain.class,
                VirError.class,
                VirEvent.class,
                VirGuestInfo.class,
                VirHost.class,
                VirHypervisorCpu.class,
                VirInterface.class,
                VirJob.class,
                VirLaunchSecurity.class,
                VirMessages.class,
                VirNetwork.class,
                VirNodeDevice.class,
                VirNodeDeviceDefinition.class,
                VirSave.class,
                VirSaveParams.class,
                VirSecret.class,
                VirSnapshot.class,
                VirStats.class,
                VirStorage.class,
                VirStream.class,
                VirTuning.class,
                VirTypedParams.class);
        assertThat(classes)
                .allSatisfy(type -> assertThat(Libraries.VIRT.support(type).isAvailable())
                        .as(type.getSimpleName())
                        .isTrue());
        assertThat(Libraries.QEMU.support(VirQemu.class).isAvailable()).isTrue();
    }

    /** Stands for a class of functions of a newer library. */
    static final class NewerThanAll {
        static {
            Libraries.VIRT.register(NewerThanAll.class);
        }

        private NewerThanAll() {}

        static native int virDomainOfTheFuture(long domain);
    }

    @Test
    void saysThatALibraryIsTooOldInsteadOfFailingToLink() {
        assertThat(Libraries.VIRT.support(NewerThanAll.class).toString())
                .contains("too-old")
                .contains("virDomainOfTheFuture");
    }
}
