/** What the console says to do next, and how it is worked: by keys, and by fingers where there are none. */
export const words = {
  zh: {
    hint: {
      title: '怎样操作',
      note: '一步一键，键位写在按钮上；正在打字时按键不起作用。',
      keys: {
        how: {
          open: '选窗口（按窗口号的数字键），按 O 登记工号开窗；呼叫器开的窗，也在这里补登工号。',
          serve: '按 C 叫号，人到按 S 开始，办完按 1、2、3 说明结果；没来按 R 重呼，仍没来按 P 过号。',
          aside: '缺材料按 H 挂起，回来按 J 恢复；疑难按 T 转给专家窗口；过号的人回来按 K 再叫。',
          rest: '离开按 B 并选理由，有理由的暂停不算空闲；下班按 Q 关窗。',
        },
        closed: '窗口未开放。按 O 登记工号并开窗。',
        paused: '已暂停（{reason}）{time}。按 B 恢复。',
        next: '按 C 叫下一位：{number}',
        empty: '没有人等候本窗口的业务，有人取号就会出现在右边。',
      },
      fingers: {
        how: {
          open: '选窗口，点“开窗”登记工号；呼叫器开的窗，也在这里补登工号。',
          serve: '点“叫号”，人到点“开始”，办完点“即办”“受理待办”或“退回”；没来点“重呼”，仍没来点“过号”。',
          aside: '缺材料点“挂起”，回来点“恢复办理”；疑难点“转移”给专家窗口；过号的人回来点“再叫”。',
          rest: '离开点“暂停”并选理由，有理由的暂停不算空闲；下班点“关窗”。',
        },
        closed: '窗口未开放。点“开窗”登记工号并开窗。',
        paused: '已暂停（{reason}）{time}。点“恢复”继续办理。',
        next: '点“叫号”叫下一位：{number}',
        empty: '没有人等候本窗口的业务，有人取号就会出现在“下一位”。',
      },
    },
  },
  en: {
    hint: {
      title: 'How it is worked',
      note: 'One key a step, written on its button; keys do nothing while something is typed.',
      keys: {
        how: {
          open: 'Choose the window (its number on the keyboard), press O and give your number; also where the pad has opened it.',
          serve:
            'C calls, S starts when somebody is there, 1, 2 or 3 says how it ended; nobody comes: R recalls, P passes over.',
          aside:
            'A paper is missing: H sets the case aside, J takes it up again; T sends a hard case to an expert; K calls again whoever was passed over.',
          rest: 'B with a reason when you leave, which is no idling; Q closes the window at the end.',
        },
        closed: 'The window is closed. Press O to give your number and open it.',
        paused: 'Paused ({reason}) for {time}. Press B to go on.',
        next: 'Press C to call the next: {number}',
        empty: 'Nobody waits for the services of this window; whoever takes a ticket appears on the right.',
      },
      fingers: {
        how: {
          open: 'Choose the window, touch “Open” and give your number; also where the pad has opened it.',
          serve:
            '“Call next” calls, “Start” when somebody is there, then how it ended; nobody comes: “Recall”, then “Pass over”.',
          aside:
            'A paper is missing: “Set aside”, and “Take up” later; “Transfer” sends a hard case to an expert; “Call again” whoever was passed over.',
          rest: '“Pause” with a reason when you leave, which is no idling; “Close” at the end.',
        },
        closed: 'The window is closed. Touch “Open” to give your number and open it.',
        paused: 'Paused ({reason}) for {time}. Touch “Go on”.',
        next: 'Touch “Call next” for {number}',
        empty: 'Nobody waits for the services of this window; whoever takes a ticket appears under “Next”.',
      },
    },
  },
};
