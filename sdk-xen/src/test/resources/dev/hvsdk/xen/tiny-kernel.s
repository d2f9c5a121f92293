# A kernel for PV guests of Xen of 16 MiB that is up at once, sleeps, and does what control/shutdown in XenStore says:
# it ends, reboots, and lets itself be saved, restored and migrated.
# Hypercalls and structures: xen/include/public of Xen 4.17 (xen.h, arch-x86/xen.h, sched.h, event_channel.h, io/xs_wire.h, elfnote.h).
#   as -o k.o tiny-kernel.s && ld -N -T tiny-kernel.ld -o k.elf k.o && strip k.elf && xxd -p -c 64 k.elf > tiny-kernel.hex
        .text
        .globl _start
_start: mov %rsi,%rbx                   # start_info; the page of XenStore follows it
        lea 4096(%rbx),%rbp
        mov 64(%rbx),%r12d              # store_evtchn
        lea port(%rip),%rax
        mov %r12d,(%rax)
        lea shared(%rip),%rdi           # update_va_mapping: shared_info
        mov 40(%rbx),%rsi
        or $0x67,%rsi
        mov $2,%edx
        mov $14,%eax
        syscall
        mov 104(%rbx),%r13              # mfn_list: p2m of what is mapped at 0
        mov 32(%rbx),%rax               # shared_info.arch: max_pfn, p2m_cr3, p2m_vaddr, for who saves the guest
        mov %rax,shared+3088(%rip)
        mov 88(%rbx),%rax               # pt_base
        shr $12,%rax
        mov (%r13,%rax,8),%rax
        shl $12,%rax
        mov %rax,shared+3112(%rip)
        mov %r13,shared+3120(%rip)
        lea watch(%rip),%rsi
        mov $watchend-watch,%ecx
        call send
next:   lea header(%rip),%rdi
        mov $16,%ecx
        call take
        lea body(%rip),%rdi
        mov header+12(%rip),%ecx
        call take
        mov header(%rip),%eax
        cmp $15,%eax                    # XS_WATCH_EVENT
        je ask
        cmp $11,%eax                    # XS_WRITE: the request is acknowledged
        je obey
        cmp $2,%eax                     # XS_READ
        jne next
        mov body(%rip),%al
        cmpl $0,header+12(%rip)
        je next
        mov %al,command(%rip)
        lea write(%rip),%rsi
        mov $writeend-write,%ecx
        call send
        jmp next
obey:   mov command(%rip),%cl
        xor %eax,%eax                   # SHUTDOWN_poweroff, reboot, suspend
        cmp $'p',%cl
        je off
        cmp $'h',%cl
        je off
        inc %eax
        cmp $'r',%cl
        je off
        inc %eax
        cmp $'s',%cl
        jne next
        mov %eax,reason(%rip)
        lea shared(%rip),%rdi           # what is not the guest's own must not be mapped when it is saved
        xor %esi,%esi
        mov $2,%edx
        mov $14,%eax
        syscall
        mov %rbx,%rdx
        shr $12,%rdx
        lea 1(%rdx),%rax                # the pages of XenStore and the console, as frames of the guest
        mov %rax,56(%rbx)
        inc %rax
        mov %rax,72(%rbx)
        mov (%r13,%rdx,8),%rdx          # start_info, as a frame of the machine
        call down
        mov %rbx,%rsi
        jmp _start
off:    mov %eax,reason(%rip)
        call down
        jmp next
down:   mov $2,%edi                     # SCHEDOP_shutdown
        lea reason(%rip),%rsi
        mov $29,%eax
        syscall
        ret
ask:    lea read(%rip),%rsi
        mov $readend-read,%ecx
        call send
        jmp next

send:   mov 2052(%rbp),%edx             # req_prod
1:      mov %edx,%edi
        and $1023,%edi
        lodsb
        mov %al,(%rbp,%rdi)
        inc %edx
        loop 1b
        mov %edx,2052(%rbp)
        mov $4,%edi                     # EVTCHNOP_send
        lea port(%rip),%rsi
        mov $32,%eax
        syscall
        ret

take:   mov 2060(%rbp),%eax             # rsp_prod - rsp_cons
        sub 2056(%rbp),%eax
        cmp %ecx,%eax
        jae 3f
        lock btrl %r12d,shared+2048(%rip)
        mov 2060(%rbp),%eax
        sub 2056(%rbp),%eax
        cmp %ecx,%eax
        jae 3f
        push %rcx
        push %rdi
        lea port(%rip),%rax
        mov %rax,poll(%rip)
        mov $3,%edi                     # SCHEDOP_poll
        lea poll(%rip),%rsi
        mov $29,%eax
        syscall
        pop %rdi
        pop %rcx
        jmp take
3:      mov 2056(%rbp),%edx
4:      jecxz 5f
        mov %edx,%esi
        and $1023,%esi
        mov 1024(%rbp,%rsi),%al
        stosb
        inc %edx
        dec %ecx
        jmp 4b
5:      mov %edx,2056(%rbp)
        ret

        .data
watch:  .long 4,0,0,watchend-watch-16
        .asciz "control/shutdown"
        .asciz "w"
watchend:
read:   .long 2,0,0,readend-read-16
        .asciz "control/shutdown"
readend:
write:  .long 11,0,0,writeend-write-16
        .asciz "control/shutdown"
writeend:
        .balign 8
poll:   .quad 0
        .long 1,0
        .quad 0
port:   .long 0
reason: .long 0
command: .byte 0
header: .long 0,0,0,0
        .bss
        .balign 4096
shared: .skip 4096
body:   .skip 4096

        .macro note type, size
        .long 4, \size, \type
        .asciz "Xen"
        .endm
        .section .note.Xen,"a",@note
        note 6, 6
        .asciz "hvsdk"
        .balign 4
        note 8, 8
        .asciz "generic"
        note 5, 8
        .asciz "xen-3.0"
        note 1, 8
        .quad _start
        note 3, 8
        .quad 0
