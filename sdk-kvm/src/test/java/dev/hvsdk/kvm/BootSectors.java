/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** Systems of one sector, for guests that need a BIOS and nothing else: on a disk of virtio, on a machine {@code pc}. */
final class BootSectors {
    /** SeaBIOS boots no smaller virtio disk. */
    private static final int SIZE = 1 << 20;

    private static final int SECTOR = 512;

    /**
     * Powers off when the power button is pressed. The ports are those of PIIX4's power management, where SeaBIOS puts them: 600 says
     * what happened, 602 what is wanted to be told, 604 sleeps; SCI is masked (a1), and the timer wakes it 18 times a second.
     *
     * <pre>
     * cli; in al,a1; or al,2; out a1,al; mov dx,602; mov ax,100; out dx,ax; sti
     * wait: hlt; mov dx,600; in ax,dx; test ah,1; jz wait; mov dx,604; mov ax,2000; out dx,ax; jmp wait
     * </pre>
     */
    private static final String OBEDIENT =
            "fa e4a1 0c02 e6a1 ba0206 b80001 ef fb f4 ba0006 ed f6c401 74f6 ba0406 b80020 ef ebed";

    /**
     * Says so on the first serial port, and then writes to half a megabyte of memory again and again.
     *
     * <pre>
     * mov dx,3f8; mov al,'!'; out dx,al
     * start: mov bx,1000
     * next: mov es,bx; xor di,di; mov cx,8000; rep stosw; inc ax; add bx,1000; cmp bx,9000; jb next; jmp start
     * </pre>
     */
    private static final String RESTLESS = "baf803 b021 ee bb0010 8ec3 31ff b90080 f3ab 40 81c30010 81fb0090 72ec ebe7";

    /** What the restless one prints. */
    static final String RESTLESS_SIGN = "!";

    private BootSectors() {}

    /** A raw disk whose guest powers off when it is asked to. */
    static Path obedient(Path directory) {
        return write(directory.resolve("obedient.img"), OBEDIENT);
    }

    /** A raw disk whose guest writes to its memory all the time. */
    static Path restless(Path directory) {
        return write(directory.resolve("restless.img"), RESTLESS);
    }

    private static Path write(Path file, String code) {
        byte[] image = Arrays.copyOf(HexFormat.of().parseHex(code.replace(" ", "")), SIZE);
        image[SECTOR - 2] = 0x55;
        image[SECTOR - 1] = (byte) 0xaa;
        try {
            return Files.write(file, image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
