/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.XenLab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A kernel for guests that are up at once, cost nothing and obey: {@code tiny-kernel.s}. Linux takes 20 s of an emulated CPU to boot.
 */
public final class TinyKernel {
    private static final MemorySize MEMORY = MemorySize.ofMebibytes(16);

    private TinyKernel() {}

    /** A paravirtualized guest of this kernel. */
    public static GuestSpec.Builder guest(XenLab lab, String name) {
        return GuestSpec.builder(name)
                .memory(MEMORY)
                .boot(BootSource.kernel(in(lab), null, ""))
                .with(XenOptions.builder().kind(XenGuestKind.PV).build());
    }

    /** Its path in dom0. */
    public static String in(XenLab lab) {
        try {
            Path kernel = lab.files().resolve("tiny-kernel");
            if (!Files.exists(kernel)) {
                Path made = Files.createTempFile(lab.files(), "tiny-kernel", null);
                Files.write(made, bytes());
                Files.move(made, kernel, StandardCopyOption.ATOMIC_MOVE);
            }
            return kernel.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes() throws IOException {
        try (InputStream hex = Objects.requireNonNull(TinyKernel.class.getResourceAsStream("tiny-kernel.hex"))) {
            return HexFormat.of().parseHex(new String(hex.readAllBytes(), StandardCharsets.US_ASCII).replace("\n", ""));
        }
    }
}
