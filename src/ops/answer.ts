/**
 * How a question is concluded that the kernel answers by one message.
 * @param what the question, as in `Request.what`
 */
export function onlyAnswer<Answer>(what: string): (answers: Answer[]) => Answer {
  return ([answer]) => {
    if (answer === undefined) throw new Error(`${what}: acknowledged without an answer`);
    return answer;
  };
}
