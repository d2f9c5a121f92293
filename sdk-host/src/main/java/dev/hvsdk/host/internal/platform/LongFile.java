/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads a file of many lines one line at a time, for files that grow with what a host does and may not be held whole. */
public final class LongFile {
    /** 100,000 mounts, the kernel's default for one namespace (fs.mount-max), of 2,600 bytes each. */
    private static final int MAX_BYTES = 256 << 20;

    /** Options of a mount have a page of 4 KiB and a path at most 4 KiB, four times as many when all of it is escaped. */
    private static final int MAX_LINE = 1 << 16;

    private LongFile() {}

    /** Gives every line to the consumer; the answer is whether the file was read to its end, no line left out or cut. */
    public static Fact<Boolean> lines(HostFiles files, String path, Consumer<String> consumer) {
        return files.stream(path, in -> split(new BoundedStream(in, MAX_BYTES + 1), consumer));
    }

    private static boolean split(InputStream in, Consumer<String> consumer) throws IOException {
        Splitter splitter = new Splitter(consumer);
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
            splitter.accept(buffer, count);
            total += count;
        }
        splitter.endLine();
        return splitter.whole && total <= MAX_BYTES;
    }

    /** Cuts bytes into lines, of which one that is too long is passed over. */
    private static final class Splitter {
        private final Consumer<String> consumer;
        private final byte[] line = new byte[MAX_LINE];
        private int length;
        private boolean whole = true;

        Splitter(Consumer<String> consumer) {
            this.consumer = consumer;
        }

        void accept(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                if (bytes[i] == '\n') {
                    endLine();
                } else {
                    add(bytes[i]);
                }
            }
        }

        private void add(byte value) {
            if (length < MAX_LINE) {
                line[length] = value;
            }
            length = Math.min(length, MAX_LINE) + 1;
        }

        void endLine() {
            if (length > MAX_LINE) {
                whole = false;
            } else if (length > 0) {
                consumer.accept(new String(line, 0, length, StandardCharsets.UTF_8));
            }
            length = 0;
        }
    }
}
