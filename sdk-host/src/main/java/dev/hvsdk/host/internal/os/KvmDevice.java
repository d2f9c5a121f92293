/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.os;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * {@code /dev/kvm}, asked by ioctl whether it works.
 *
 * <p>Numbers from the kernel's include/uapi/linux/kvm.h. Thread-safe.
 */
public final class KvmDevice {
    /** The device. */
    public static final String PATH = "/dev/kvm";

    private static final long KVM_GET_API_VERSION = 0xAE00;
    private static final long KVM_CREATE_VM = 0xAE01;
    /** O_RDWR | O_CLOEXEC of Linux (include/uapi/asm-generic/fcntl.h). */
    private static final int READ_WRITE_CLOEXEC = 0x80002;

    private static final int ENOENT = 2;
    private static final int EPERM = 1;
    private static final int EINTR = 4;
    private static final int ENXIO = 6;
    private static final int EACCES = 13;
    private static final int ENODEV = 19;

    private KvmDevice() {}

    /**
     * What the device answered.
     *
     * @param apiVersion the answer to KVM_GET_API_VERSION
     * @param createsVms whether KVM_CREATE_VM gave a virtual machine
     */
    public record Answer(int apiVersion, boolean createsVms) {}

    /**
     * Opens the device, asks for its version, creates a virtual machine, and closes both.
     *
     * @throws NoSuchFileException if there is no device, or none behind its name
     * @throws AccessDeniedException if this process may not open it for reading and writing
     * @throws UnsupportedOperationException if native code cannot run here
     */
    public static Answer ask() throws IOException {
        Path device = Path.of(PATH);
        if (!Files.exists(device)) {
            throw new NoSuchFileException(PATH);
        }
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            throw new AccessDeniedException(PATH);
        }
        if (!NativeCode.isLinux64()) {
            throw new UnsupportedOperationException(PATH + " is asked on 64-bit Linux only");
        }
        return NativeCode.run(KvmDevice::openAndAsk);
    }

    private static Answer openAndAsk() throws IOException {
        int device = LibC.open(PATH, READ_WRITE_CLOEXEC);
        if (device < 0) {
            throw openFailed(Native.getLastError());
        }
        try {
            return ask(device);
        } finally {
            LibC.close(device);
        }
    }

    private static Answer ask(int device) throws IOException {
        int version = LibC.ioctl(device, KVM_GET_API_VERSION, 0);
        if (version < 0) {
            throw new IOException("KVM_GET_API_VERSION failed: " + LibC.lastError());
        }
        return new Answer(version, createsVm(device));
    }

    private static boolean createsVm(int device) {
        int machine = LibC.ioctl(device, KVM_CREATE_VM, 0);
        if (machine < 0 && Native.getLastError() == EINTR) {
            // A signal, of which the JVM has many, is no refusal.
            machine = LibC.ioctl(device, KVM_CREATE_VM, 0);
        }
        if (machine >= 0) {
            LibC.close(machine);
        }
        return machine >= 0;
    }

    private static IOException openFailed(int errno) {
        return switch (errno) {
            case ENOENT, ENXIO, ENODEV -> new NoSuchFileException(PATH);
            case EPERM, EACCES -> new AccessDeniedException(PATH);
            default -> new IOException("open failed: " + LibC.describe(errno));
        };
    }
}
