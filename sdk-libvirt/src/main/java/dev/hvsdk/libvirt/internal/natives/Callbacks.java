/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Pointer;

/**
 * The shapes of the functions that libvirt calls, by the types of their parameters.
 *
 * <p>Whoever gives one to libvirt keeps it strongly reachable for as long as libvirt may call it: best in a static field.
 */
public final class Callbacks {
    private Callbacks() {}

    /** The address of this function, the same each time. */
    public static long address(Callback callback) {
        return Pointer.nativeValue(CallbackReference.getFunctionPointer(callback));
    }

    /** {@code virConnectAuthCallbackPtr}. */
    public interface Auth extends Callback {
        int invoke(long credentials, int count, long opaque);
    }

    /** {@code virConnectCloseFunc}. */
    public interface Closed extends Callback {
        void invoke(long connection, int reason, long opaque);
    }

    /** {@code virFreeCallback}, and {@code virEventTimeoutCallback} without its first parameter's meaning. */
    public interface Free extends Callback {
        void invoke(long opaque);
    }

    /** {@code virStreamEventCallback}. */
    public interface StreamReady extends Callback {
        void invoke(long stream, int events, long opaque);
    }

    /** An event without further parameters: reboot, control error. */
    public interface Plain extends Callback {
        void invoke(long connection, long object, long opaque);
    }

    /** One number: watchdog, tray wakeup, suspension, migration iteration. */
    public interface OneInt extends Callback {
        void invoke(long connection, long object, int number, long opaque);
    }

    /** Two numbers: lifecycle, agent; the results of lifecycle callbacks are ignored. */
    public interface TwoInts extends Callback {
        void invoke(long connection, long object, int first, int second, long opaque);
    }

    /** One number of 64 bits: balloon, clock. */
    public interface OneLong extends Callback {
        void invoke(long connection, long object, long number, long opaque);
    }

    /** One text, or the address of something: device added, removed, removal failed. */
    public interface OneText extends Callback {
        void invoke(long connection, long object, long text, long opaque);
    }

    /** A text and a number: tray. */
    public interface TextAndInt extends Callback {
        void invoke(long connection, long object, long text, int number, long opaque);
    }

    /** A number and a text: metadata. */
    public interface IntAndText extends Callback {
        void invoke(long connection, long object, int number, long text, long opaque);
    }

    /** A text and two numbers: block job. */
    public interface TextAndTwoInts extends Callback {
        void invoke(long connection, long object, long text, int first, int second, long opaque);
    }

    /** The address of a client's connection with a display, and what it is authenticated as. */
    public interface Graphics extends Callback {
        void invoke(
                long connection,
                long object,
                int phase,
                long local,
                long remote,
                long authScheme,
                long subject,
                long opaque);
    }

    /** Two texts, a number and a text: input/output error with its reason. */
    public interface IoError extends Callback {
        void invoke(long connection, long object, long source, long alias, int action, long reason, long opaque);
    }

    /** Three texts and a number: disk change. */
    public interface ThreeTextsAndInt extends Callback {
        void invoke(long connection, long object, long first, long second, long third, int number, long opaque);
    }

    /** Two texts and two numbers of 64 bits: block threshold. */
    public interface TwoTextsAndTwoLongs extends Callback {
        void invoke(long connection, long object, long device, long path, long threshold, long excess, long opaque);
    }

    /** Three numbers: memory failure. */
    public interface ThreeInts extends Callback {
        void invoke(long connection, long object, int first, int second, int third, long opaque);
    }

    /** A text and a number of 64 bits: size of a memory device. */
    public interface TextAndLong extends Callback {
        void invoke(long connection, long object, long text, long number, long opaque);
    }

    /** Typed parameters: job completed, tunable. */
    public interface Params extends Callback {
        void invoke(long connection, long object, long params, int count, long opaque);
    }

    /** {@code virConnectDomainQemuMonitorEventCallback}. */
    public interface MonitorEvent extends Callback {
        void invoke(long connection, long object, long event, long seconds, int micros, long details, long opaque);
    }
}
